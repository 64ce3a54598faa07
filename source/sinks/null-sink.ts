import type {Batch} from '../domain/batch.js';
import type {Clock} from '../engine/ports/clock.js';
import type {Settle, Sink} from '../engine/ports/sink.js';

type Handed = {readonly batch: Batch; readonly settle: Settle};

/** Confirms everything at the end of the turn and keeps nothing. */
export class NullSink implements Sink {
	readonly #clock: Clock;
	#handed: Handed[] = [];

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	get name(): string {
		return 'null';
	}

	get window(): number {
		return 512;
	}

	async open(): Promise<void> {
		this.#handed = [];
	}

	write(batch: Batch, settle: Settle): void {
		this.#handed.push({batch, settle});
	}

	commit(): void {
		const handed = this.#handed;
		this.#handed = [];
		const now = this.#clock.now();
		for (const {batch, settle} of handed) {
			settle(batch, undefined, now);
		}
	}

	async close(): Promise<void> {
		this.commit();
	}
}
