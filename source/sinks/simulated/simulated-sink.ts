import type {Random} from '../../domain/backoff.js';
import type {Batch} from '../../domain/batch.js';
import type {SinkFailure} from '../../domain/sink-failure.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Complete, Sink} from '../../engine/ports/sink.js';

export type SimulatedSinkParts = {
	readonly clock: Clock;
	readonly random: Random;

	/** Read at each write. Latency and jitter in milliseconds, failures as a share of the batches. */
	readonly settings: () => {readonly sinkLatency: number; readonly sinkJitter: number; readonly sinkFailures: number};
};

const failed: SinkFailure = {kind: 'retry', message: 'simulated failure', outcomeUnknown: false};
const cancelled: SinkFailure = {kind: 'retry', message: 'cancelled', outcomeUnknown: false};

/** Takes as long for each batch as a receiver over the network would, and fails as often as asked. */
export class SimulatedSink implements Sink {
	readonly #parts: SimulatedSinkParts;

	constructor(parts: SimulatedSinkParts) {
		this.#parts = parts;
	}

	get name(): string {
		return 'simulated';
	}

	get maxInFlight(): number {
		return 1;
	}

	async open(): Promise<void> {
		// Nothing to open.
	}

	write(batch: Batch, complete: Complete, signal: AbortSignal): void {
		const {clock, random, settings} = this.#parts;
		const {sinkLatency, sinkJitter, sinkFailures} = settings();
		const isFailure = random() < sinkFailures;
		const timer = clock.setTimeout(() => {
			signal.removeEventListener('abort', cancel);
			complete(batch, isFailure ? failed : undefined);
		}, Math.max(0, sinkLatency + (sinkJitter * ((2 * random()) - 1))));
		const cancel = (): void => {
			clock.clearTimeout(timer);
			complete(batch, cancelled);
		};

		signal.addEventListener('abort', cancel, {once: true});
	}

	async close(): Promise<void> {
		// Nothing to close.
	}
}
