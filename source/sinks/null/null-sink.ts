import type {Batch} from '../../domain/batch.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Complete, Sink} from '../../engine/ports/sink.js';

type Pending = {readonly batch: Batch; readonly complete: Complete};

/** Confirms everything at the end of the tick and keeps nothing. */
export class NullSink implements Sink {
	readonly #clock: Clock;
	#pending: Pending[] = [];

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	get name(): string {
		return 'null';
	}

	get maxInFlight(): number {
		return 512;
	}

	async open(): Promise<void> {
		this.#pending = [];
	}

	write(batch: Batch, complete: Complete): void {
		this.#pending.push({batch, complete});
	}

	commit(): void {
		const pending = this.#pending;
		this.#pending = [];
		const now = this.#clock.now();
		for (const {batch, complete} of pending) {
			complete(batch, undefined, now);
		}
	}

	async close(): Promise<void> {
		this.commit();
	}
}
