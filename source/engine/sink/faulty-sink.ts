import type {Random} from '../../domain/backoff.js';
import type {Batch} from '../../domain/batch.js';
import {nothing, type Amount} from '../../domain/ledger.js';
import type {SinkFailure} from '../../domain/sink-failure.js';
import type {SinkFault} from '../../contract/command.js';
import type {Clock} from '../ports/clock.js';
import type {Complete, Sink, SinkEvents} from '../ports/sink.js';

type Handed = {readonly batch: Batch; readonly complete: Complete; readonly signal: AbortSignal};

/** A batch that hangs, and the listener that completes it when it is cancelled. */
type Held = Handed & {readonly cancel: () => void};

const broken: SinkFailure = {kind: 'retry', message: 'fault: batches fail', outcomeUnknown: false};
const cancelled: SinkFailure = {kind: 'retry', message: 'cancelled', outcomeUnknown: false};

/** Another sink with faults that can be set while it runs. The other sink does the work: slower, not always, or not now. Its private state makes it a type of its own, so no other sink can stand in its place. */
export class FaultySink implements Sink {
	readonly #sink: Sink;
	readonly #clock: Clock;
	readonly #random: Random;
	readonly #hanging = new Set<Held>();

	/** One function for each completion that is held back: it completes the batch soon. */
	readonly #slowed = new Set<() => void>();
	#fault: SinkFault = {kind: 'none'};

	constructor(sink: Sink, clock: Clock, random: Random) {
		this.#sink = sink;
		this.#clock = clock;
		this.#random = random;
	}

	get name(): string {
		return this.#sink.name;
	}

	get maxInFlight(): number {
		return this.#sink.maxInFlight;
	}

	get maxBatchBytes(): number {
		return this.#sink.maxBatchBytes ?? Infinity;
	}

	get fault(): SinkFault {
		return this.#fault;
	}

	set fault(fault: SinkFault) {
		this.#fault = fault;
		if (fault.kind !== 'hanging') {
			this.#resume();
		}

		if (fault.kind !== 'slow') {
			for (const hasten of this.#slowed) {
				hasten();
			}
		}
	}

	get unconfirmed(): Amount {
		return this.#sink.unconfirmed ?? nothing;
	}

	get resent(): number {
		return this.#sink.resent ?? 0;
	}

	get unreachable(): Amount {
		return this.#sink.unreachable ?? nothing;
	}

	async open(events?: SinkEvents): Promise<void> {
		await this.#sink.open(events);
	}

	write(batch: Batch, complete: Complete, signal: AbortSignal): void {
		const fault = this.#fault;
		switch (fault.kind) {
			case 'none': {
				this.#sink.write(batch, complete, signal);
				break;
			}

			case 'slow': {
				this.#writeSlowly({batch, complete, signal}, fault.factor);
				break;
			}

			case 'failing': {
				if (this.#random() < fault.share) {
					this.#clock.setTimeout(() => {
						complete(batch, broken);
					}, 0);
				} else {
					this.#sink.write(batch, complete, signal);
				}

				break;
			}

			case 'hanging': {
				this.#hang({batch, complete, signal});
				break;
			}
		}
	}

	commit(): void {
		this.#sink.commit?.();
	}

	reopen(): void {
		this.#sink.reopen?.();
	}

	abort(): void {
		this.#sink.abort?.();
	}

	async close(): Promise<void> {
		await this.#sink.close();
	}

	/** A batch takes `factor` times as long as the sink takes for it, and at least 10 ms for each time. A cancelled batch is completed at once, and so are all batches when the fault is undone. */
	#writeSlowly({batch, complete, signal}: Handed, factor: number): void {
		const startedAt = this.#clock.now();
		this.#sink.write(batch, (_, failure) => {
			if (signal.aborted || this.#fault.kind !== 'slow') {
				complete(batch, failure);
				return;
			}

			const answer = (): void => {
				this.#clock.clearTimeout(timer);
				this.#slowed.delete(hasten);
				signal.removeEventListener('abort', answer);
				complete(batch, failure);
			};

			const hasten = (): void => {
				this.#clock.clearTimeout(timer);
				timer = this.#clock.setTimeout(answer, 0);
			};

			const time = Math.max(10, this.#clock.now() - startedAt);
			let timer = this.#clock.setTimeout(answer, time * (factor - 1));
			this.#slowed.add(hasten);
			signal.addEventListener('abort', answer);
		}, signal);
	}

	#hang(handed: Handed): void {
		const {batch, complete, signal} = handed;
		if (signal.aborted) {
			this.#clock.setTimeout(() => {
				complete(batch, cancelled);
			}, 0);
			return;
		}

		const held: Held = {
			...handed,
			cancel: () => {
				this.#hanging.delete(held);
				complete(batch, cancelled);
			},
		};
		this.#hanging.add(held);
		signal.addEventListener('abort', held.cancel, {once: true});
	}

	/** Hands the hanging batches on and commits them: the tick in which the workers handed them over is long gone. */
	#resume(): void {
		const held = [...this.#hanging];
		this.#hanging.clear();
		for (const {batch, complete, signal, cancel} of held) {
			signal.removeEventListener('abort', cancel);
			this.write(batch, complete, signal);
		}

		if (held.length > 0) {
			this.#clock.defer(() => {
				this.commit();
			});
		}
	}
}
