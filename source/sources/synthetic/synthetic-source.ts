import {Buffer} from 'node:buffer';
import {wholeOf, type Chunk, type Slice} from '../../domain/chunk.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Source} from '../../engine/ports/source.js';
import {blockRecords, SyntheticBlock, writeDigits} from './synthetic-block.js';

/** Fewer records are copied out of their block: it would hold 40 KiB for as long as they live. */
const leastInBlock = 128;

/** The first number with digits above those that a block fixes. */
const firstInBlock = 1000;

/** Blocks of each kind that are kept for later: about as many as the queue's usual bytes make, so that none is made anew while a sink stalls and catches up. */
const mostFree = 1024;

/** One record, as text: the seed's, with a sequence number by which loss can be proved. `ts` is in microseconds since the epoch. */
export function syntheticRecord(sequence: number, ts: number): string {
	return `{"msg":"hello from producer","level":"INFO","ts":${ts},"seq":${sequence}}\n`;
}

/** Makes records numbered from 1, without end. All records of a chunk have the same width: where the sequence number gains a digit, a new chunk begins. */
export class SyntheticSource implements Source {
	readonly #clock: Clock;
	readonly #freeBlocks: readonly [SyntheticBlock[], SyntheticBlock[]] = [[], []];
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

		const first = this.#nextSequence;
		const offset = first % blockRecords;
		const records = Math.min(max, blockRecords - offset, this.#nextPower - first);
		const slice = first >= firstInBlock ? this.#readBlock(first - offset, offset, records) : this.#readFirst(records);
		this.#nextSequence += records;
		if (this.#nextSequence === this.#nextPower) {
			this.#nextPower *= 10;
		}

		return slice;
	}

	stop(): void {
		this.#isStopped = true;
	}

	async close(): Promise<void> {
		this.#isStopped = true;
	}

	/** Records of the block that begins at a number. */
	#readBlock(start: number, offset: number, records: number): Slice {
		const line = this.#line(start);
		const free = this.#freeBlocks[start % firstInBlock === 0 ? 0 : 1];
		const block = takeBlock(free, line);
		const giveBack = (): void => {
			if (free.length < mostFree) {
				free.push(block);
			}
		};

		const bytes = block.bytes.subarray(offset * block.width, (offset + records) * block.width);
		if (records >= leastInBlock) {
			return wholeOf(this.#chunkOf(bytes, records, giveBack));
		}

		giveBack();
		return wholeOf(this.#chunkOf(new Uint8Array(bytes), records, undefined));
	}

	/** Records before the first block: lays one line over memory of its own, then counts its number up in each. */
	#readFirst(records: number): Slice {
		const line = this.#line(this.#nextSequence);
		const bytes = new Uint8Array(line.length * records);
		for (let index = 0; index < records; index++) {
			bytes.set(line, index * line.length);

			// The number ends before `}` and the newline.
			writeDigits(bytes, ((index + 1) * line.length) - 2, this.#nextSequence + index);
		}

		return wholeOf(this.#chunkOf(bytes, records, undefined));
	}

	#line(sequence: number): Uint8Array {
		return Buffer.from(syntheticRecord(sequence, this.#clock.wall()), 'latin1');
	}

	#chunkOf(bytes: Uint8Array, records: number, recycle: (() => void) | undefined): Chunk {
		return {
			bytes,
			records,
			width: bytes.length / records,
			ends: undefined,
			arrivedAt: this.#clock.now(),
			origin: {source: 'synthetic', end: this.#nextSequence + records - 1},
			recycle,
			outstanding: records,
		};
	}
}

/** A block whose first line is the given one: the one that was freed last, as it is still in the processor's cache, or a new one. */
function takeBlock(free: SyntheticBlock[], line: Uint8Array): SyntheticBlock {
	const block = free.pop();
	if (block?.width !== line.length) {
		free.length = 0;
		return new SyntheticBlock(line);
	}

	block.renew(line);
	return block;
}
