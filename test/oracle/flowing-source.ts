import {Buffer} from 'node:buffer';
import {
	chunkOf, sliceRecords, wholeOf, type Slice,
} from '../../source/domain/chunk.js';
import type {Clock} from '../../source/engine/ports/clock.js';
import type {Source, SourceEvents} from '../../source/engine/ports/source.js';
import {recordEnds} from '../../source/sources/reading/record-ends.js';

const period = 20;

/** A real source that gives so many records a second as it is told; what is not read in time waits outside. */
export class FlowingSource implements Source {
	readonly #rate: () => number;
	readonly #clock: Clock;
	readonly #record: Uint8Array;
	#waiting: Slice | undefined;
	#due = 0;
	#made = 0;
	#isOver = false;
	#events: SourceEvents | undefined;

	constructor(rate: () => number, clock: Clock, recordBytes = 40) {
		this.#rate = rate;
		this.#clock = clock;
		this.#record = Buffer.from(`${'x'.repeat(recordBytes - 1)}\n`);
	}

	get name(): string {
		return 'stdin';
	}

	get isGenerated(): boolean {
		return false;
	}

	get isEnded(): boolean {
		return this.#isOver && this.#waiting === undefined;
	}

	async open(events: SourceEvents): Promise<void> {
		this.#events = events;
		this.#arrive();
	}

	read(max: number): Slice | undefined {
		const slice = this.#waiting;
		if (slice === undefined || max < 1) {
			return undefined;
		}

		const isAll = sliceRecords(slice) <= max;
		this.#waiting = isAll ? undefined : {...slice, from: slice.from + max};
		return isAll ? slice : {...slice, to: slice.from + max};
	}

	stop(): void {
		this.#isOver = true;
	}

	async close(): Promise<void> {
		this.#isOver = true;
	}

	#arrive(): void {
		if (this.#isOver) {
			return;
		}

		// Half a second of it waits outside at the most: the buffer of a pipe.
		const rate = this.#rate();
		this.#due = Math.min(this.#due + (rate * period / 1000), Math.max(1, rate / 2));
		const count = Math.floor(this.#due);
		if (this.#waiting === undefined && count > 0) {
			this.#due -= count;
			this.#made += count;
			const bytes = Buffer.concat(Array.from({length: count}, () => this.#record));
			this.#waiting = wholeOf(chunkOf(bytes, recordEnds(bytes), this.#clock.now(), {source: this.name, end: this.#made}));
			this.#events?.onReady();
		}

		this.#clock.setTimeout(() => {
			this.#arrive();
		}, period);
	}
}
