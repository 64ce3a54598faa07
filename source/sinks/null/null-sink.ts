import type {Batch} from '../../domain/batch.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Complete, Sink} from '../../engine/ports/sink.js';

type Handed = {readonly batch: Batch; readonly complete: Complete};

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

	get maxInFlight(): number {
		return 512;
	}

	async open(): Promise<void> {
		this.#handed = [];
	}

	write(batch: Batch, complete: Complete): void {
		this.#handed.push({batch, complete});
	}

	commit(): void {
		const handed = this.#handed;
		this.#handed = [];
		const now = this.#clock.now();
		for (const {batch, complete} of handed) {
			complete(batch, undefined, now);
		}
	}

	async close(): Promise<void> {
		this.commit();
	}
}
