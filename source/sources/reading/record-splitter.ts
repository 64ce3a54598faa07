import {Buffer} from 'node:buffer';
import {chunkOf, type Chunk} from '../../domain/chunk.js';
import type {RefusedRecord} from '../../engine/ports/source.js';
import {ChunkMemory, Memory} from './chunk-memory.js';
import {recordEnds} from './record-ends.js';

const newline = 10;
const usualRead = 64 * 1024;

/** How much of a record that is too large is kept for the dead letters, in bytes. */
export const mostKept = 64 * (1024 ** 2);

/** Unless said, a carry buffer larger than this is let go once its record is complete. */
const usualCarry = 1024 * 1024;

/** Makes chunks of whole records out of bytes that arrive in pieces. */
export type RecordSplitter = {
	/** Memory that a record takes whose end has not come, in bytes. */
	readonly partial: number;

	/** The records completed by these bytes; what follows the last newline is carried over. They are copied, unless the memory that the bytes lie in is given away with them. */
	push(bytes: Uint8Array, memory?: Memory): Chunk | undefined;

	/** The end of the input: an unterminated record gets its newline. */
	end(): Chunk | undefined;

	/** The input broke off: an unterminated record is refused, as nobody knows its end. */
	abandon(reason: string): void;
};

type SplitterOptions = {
	readonly source: string;

	/** The largest record that may pass, its newline included, in bytes. */
	readonly maxRecordSize: number;

	/** How much of a larger one is kept for the dead letters, never less than may pass; `mostKept` unless said. */
	readonly keptSize?: number;

	/** Where chunks are put; memory of its own unless said. */
	readonly memory?: ChunkMemory;

	/** How much memory for the start of a record may stay while there is none, in bytes. */
	readonly lastingCarry?: number;

	/** Monotonic milliseconds. */
	readonly now: () => number;
	readonly onRefused: (record: RefusedRecord) => void;
};

export function createRecordSplitter({
	source, maxRecordSize, keptSize: askedSize = mostKept, memory = new ChunkMemory(usualRead), lastingCarry = usualCarry, now, onRefused,
}: SplitterOptions): RecordSplitter {
	const keptSize = Math.max(maxRecordSize, askedSize);
	let carry: Uint8Array = Buffer.alloc(0);
	let carried = 0;

	/** The size so far of a record that is too large already: what is kept of it is in the carry, the rest is only counted. */
	let oversized = 0;
	let position = 0;

	const refuse = (bytes: Uint8Array, size: number): void => {
		onRefused({
			bytes,
			size,
			reason: `a record of ${size} bytes is larger than --max-record-size, ${maxRecordSize} bytes`,
		});
	};

	/** Copies what is kept: the memory of the others is used again. */
	const refuseCopy = (record: Uint8Array): void => {
		refuse(Buffer.from(record.subarray(0, keptSize)), record.length);
	};

	const release = (): void => {
		carried = 0;
		if (carry.length > lastingCarry) {
			carry = Buffer.alloc(0);
		}
	};

	/** Carries as much of these bytes as is kept of a record. */
	const carryOn = (bytes: Uint8Array): void => {
		const kept = Math.min(carried + bytes.length, keptSize);
		if (kept > carry.length) {
			// Doubled, so that however small the pieces are, a record is copied twice at most.
			const larger = Buffer.allocUnsafeSlow(Math.max(kept, Math.min(carry.length * 2, keptSize)));
			larger.set(carry.subarray(0, carried));
			carry = larger;
		}

		carry.set(bytes.subarray(0, kept - carried), carried);
		carried = kept;
	};

	const keep = (tail: Uint8Array): void => {
		const size = carried + tail.length;
		if (size >= maxRecordSize) {
			oversized = size;
		}

		carryOn(tail);
	};

	const refuseCarried = (): void => {
		// Given away, as a copy would double it.
		refuse(carry.subarray(0, carried), oversized);
		carry = Buffer.alloc(0);
		carried = 0;
		oversized = 0;
	};

	/** Takes what belongs to a record that is too large; gives back what follows it. */
	const skipOversized = (bytes: Uint8Array): Uint8Array => {
		const at = bytes.indexOf(newline);
		const length = at === -1 ? bytes.length : at + 1;
		carryOn(bytes.subarray(0, length));
		oversized += length;
		if (at !== -1) {
			refuseCarried();
		}

		return bytes.subarray(length);
	};

	const chunkUpTo = ({bytes, recycle}: Memory, ends: Uint32Array, end: number): Chunk | undefined => {
		const passed = bytes.length > maxRecordSize ? withoutOversized(bytes, ends, maxRecordSize, refuseCopy) : {bytes, ends};
		if (passed.ends.length === 0) {
			recycle?.();
			return undefined;
		}

		return {...chunkOf(passed.bytes, passed.ends, now(), {source, end}), recycle};
	};

	/** What is carried and the bytes that follow it, in one piece: where they lie, if that memory is ours, has room before them and is not too large for them. */
	const join = (bytes: Uint8Array, given: Memory | undefined): Memory => {
		const size = carried + bytes.length;
		const start = given === undefined ? -1 : bytes.byteOffset - given.bytes.byteOffset - carried;
		if (given !== undefined && start >= 0 && memory.isUsual(size)) {
			given.bytes.set(carry.subarray(0, carried), start);
			return new Memory(given.bytes.subarray(start, start + size), given.recycle);
		}

		const whole = memory.take(size);
		whole.bytes.set(carry.subarray(0, carried));
		whole.bytes.set(bytes, carried);
		given?.recycle?.();
		return whole;
	};

	return {
		push(bytes, given) {
			position += bytes.length;
			const rest = oversized > 0 ? skipOversized(bytes) : bytes;
			const last = rest.lastIndexOf(newline);
			if (last === -1) {
				if (rest.length > 0) {
					keep(rest);
				}

				given?.recycle?.();
				return undefined;
			}

			const whole = join(rest.subarray(0, last + 1), given);
			const ends = recordEnds(whole.bytes, carried);
			release();
			const tail = rest.length - last - 1;
			if (tail > 0) {
				// No read writes to the memory that was given back before this call returns.
				keep(rest.subarray(last + 1));
			}

			return chunkUpTo(whole, ends, position - tail);
		},
		get partial() {
			return carried === 0 ? 0 : carry.length;
		},
		abandon(reason) {
			if (carried > 0) {
				onRefused({bytes: Buffer.from(carry.subarray(0, carried)), size: Math.max(carried, oversized), reason});
				oversized = 0;
				release();
			}
		},
		end() {
			if (oversized > 0) {
				skipOversized(Uint8Array.of(newline));
				return undefined;
			}

			if (carried === 0) {
				return undefined;
			}

			const whole = memory.take(carried + 1);
			whole.bytes.set(carry.subarray(0, carried));
			whole.bytes[carried] = newline;
			const ends = Uint32Array.of(carried + 1);
			release();
			return chunkUpTo(whole, ends, position);
		},
	};
}

/** Refuses the records that are too large and moves the others together. */
function withoutOversized(bytes: Uint8Array, ends: Uint32Array, maxRecordSize: number, refuse: (record: Uint8Array) => void): {readonly bytes: Uint8Array; readonly ends: Uint32Array} {
	const kept: number[] = [];
	let start = 0;
	let length = 0;
	for (const end of ends) {
		const size = end - start;
		if (size > maxRecordSize) {
			refuse(bytes.subarray(start, end));
		} else {
			if (length < start) {
				bytes.copyWithin(length, start, end);
			}

			length += size;
			kept.push(length);
		}

		start = end;
	}

	return {bytes: bytes.subarray(0, length), ends: Uint32Array.from(kept)};
}
