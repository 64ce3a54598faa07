import {Buffer} from 'node:buffer';
import type {Random} from '../../source/domain/backoff.js';
import {
	chunkOf, sliceRecords, wholeOf, type Slice,
} from '../../source/domain/chunk.js';
import type {Clock} from '../../source/engine/ports/clock.js';
import type {Source, SourceEvents} from '../../source/engine/ports/source.js';
import {recordEnds} from '../../source/sources/reading/record-ends.js';

/** A real source in virtual time: so many lines of different lengths come in bursts; what is not read waits outside. */
export class TricklingSource implements Source {
	readonly #total: number;
	readonly #clock: Clock;
	readonly #random: Random;
	#made = 0;
	#arrived: Slice[] = [];
	#isOver = false;
	#events: SourceEvents | undefined;

	constructor(total: number, clock: Clock, random: Random) {
		this.#total = total;
		this.#clock = clock;
		this.#random = random;
	}

	get name(): string {
		return 'trickling';
	}

	get isGenerated(): boolean {
		return false;
	}

	get isEnded(): boolean {
		return this.#isOver && this.#arrived.length === 0;
	}

	/** Records that were taken from outside. */
	get made(): number {
		return this.#made;
	}

	async open(events: SourceEvents): Promise<void> {
		this.#events = events;
		this.#arrive();
	}

	read(max: number): Slice | undefined {
		const first = this.#arrived[0];
		if (first === undefined || max < 1) {
			return undefined;
		}

		if (sliceRecords(first) <= max) {
			this.#arrived.shift();
			return first;
		}

		this.#arrived[0] = {...first, from: first.from + max};
		return {...first, to: first.from + max};
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

		// Two bursts at most wait inside; the rest waits in the pipe.
		if (this.#arrived.length < 2) {
			this.#burst();
		}

		this.#isOver = this.#made === this.#total;
		this.#events?.onReady();
		this.#clock.setTimeout(() => {
			this.#arrive();
		}, 1 + (this.#random() * 200));
	}

	#burst(): void {
		const records = Math.min(this.#total - this.#made, 1 + Math.floor(this.#random() * 400));
		let text = '';
		for (let index = 0; index < records; index++) {
			text += `${'x'.repeat(Math.floor(this.#random() * 60))} ${++this.#made}\n`;
		}

		if (records > 0) {
			const bytes = Buffer.from(text);
			this.#arrived.push(wholeOf(chunkOf(bytes, recordEnds(bytes), this.#clock.now(), {source: this.name, end: this.#made})));
		}
	}
}
