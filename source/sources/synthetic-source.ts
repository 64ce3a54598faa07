import {Buffer} from 'node:buffer';
import {BufferPool} from '../domain/buffer-pool.js';
import {wholeOf, type Chunk, type Slice} from '../domain/chunk.js';
import type {Clock} from '../engine/ports/clock.js';
import type {Source} from '../engine/ports/source.js';

const chunkSize = 65_536;
const zero = 48;

/** Smaller chunks get memory of their own size: a pooled buffer for a few records would hold 64 KiB for as long as they live. */
const leastPooled = chunkSize / 4;

/** One record, as text: the seed's, with a sequence number by which loss can be proved. `ts` is in microseconds since the epoch. */
export function syntheticRecord(sequence: number, ts: number): string {
	return `{"msg":"hello from producer","level":"INFO","ts":${ts},"seq":${sequence}}\n`;
}

/** Writes the decimal digits of a number so that they end before `end`. */
function writeDigits(bytes: Uint8Array, end: number, value: number): void {
	let rest = value;
	for (let index = end - 1; rest > 0; index--) {
		const next = Math.floor(rest / 10);
		bytes[index] = zero + (rest - (next * 10));
		rest = next;
	}
}

/** Makes records numbered from 1, without end. All records of a chunk have the same width: where the sequence number gains a digit, a new chunk begins. */
export class SyntheticSource implements Source {
	readonly #clock: Clock;
	readonly #pool = new BufferPool(chunkSize, 64);
	#nextSequence = 1;
	#nextPower = 10;
	#isStopped = false;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	get name(): string {
		return 'synthetic';
	}

	get isGenerated(): boolean {
		return true;
	}

	get isEnded(): boolean {
		return this.#isStopped;
	}

	async open(): Promise<void> {
		this.#isStopped = false;
	}

	read(max: number): Slice | undefined {
		if (this.#isStopped || max < 1) {
			return undefined;
		}

		const line = Buffer.from(syntheticRecord(this.#nextSequence, this.#clock.wall()), 'latin1');
		const records = Math.min(max, Math.floor(chunkSize / line.length), this.#nextPower - this.#nextSequence);
		const chunk = this.#createChunk(line.length, records);
		this.#fill(chunk.bytes, line, records);
		return wholeOf(chunk);
	}

	stop(): void {
		this.#isStopped = true;
	}

	async close(): Promise<void> {
		this.#isStopped = true;
	}

	#createChunk(width: number, records: number): Chunk {
		const size = width * records;
		const buffer = size < leastPooled ? new Uint8Array(size) : this.#pool.take();
		return {
			bytes: buffer.subarray(0, size),
			records,
			width,
			ends: undefined,
			arrivedAt: this.#clock.now(),
			origin: {source: 'synthetic', end: this.#nextSequence + records - 1},
			recycle: size < leastPooled
				? undefined
				: () => {
					this.#pool.giveBack(buffer);
				},
			outstanding: records,
		};
	}

	/** Lays the first line over the whole chunk, then counts its number up in each. */
	#fill(bytes: Uint8Array, line: Uint8Array, records: number): void {
		const {length} = line;
		bytes.set(line);
		for (let filled = length; filled < bytes.length; filled *= 2) {
			bytes.copyWithin(filled, 0, Math.min(filled, bytes.length - filled));
		}

		// The number ends before `}` and the newline.
		let end = length - 2;
		for (let index = 0; index < records; index++) {
			writeDigits(bytes, end, this.#nextSequence++);
			end += length;
		}

		if (this.#nextSequence === this.#nextPower) {
			this.#nextPower *= 10;
		}
	}
}
