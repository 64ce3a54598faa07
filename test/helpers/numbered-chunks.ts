import {Buffer} from 'node:buffer';
import {recordsOf, type Batch} from '../../source/domain/batch.js';
import {
	offsetOf, wholeOf, type Chunk, type Slice,
} from '../../source/domain/chunk.js';

export type NumberedChunks = {
	/** How often each chunk was recycled, in the order in which they were made. */
	readonly recycled: readonly number[];
	readonly chunks: readonly Chunk[];

	/** A chunk of records of one width, numbered on from the last. */
	fixed(records: number, width?: number): Slice;

	/** A chunk of records, each with so many bytes behind its number. */
	varying(extras: readonly number[]): Slice;
};

/** Makes chunks whose records hold consecutive numbers from 0, so that each of them is known again. */
export function createNumberedChunks(arrivedAt = () => 0): NumberedChunks {
	const recycled: number[] = [];
	const chunks: Chunk[] = [];
	let next = 0;
	const add = (lines: readonly string[], width: number): Slice => {
		const bytes = Buffer.from(lines.join(''));
		const index = chunks.length;
		let end = 0;
		const chunk: Chunk = {
			bytes,
			records: lines.length,
			width,
			ends: width > 0
				? undefined
				: Uint32Array.from(lines, line => {
					end += line.length;
					return end;
				}),
			arrivedAt: arrivedAt(),
			origin: {source: 'test', end: next},
			recycle() {
				recycled[index] = (recycled[index] ?? 0) + 1;
			},
			outstanding: lines.length,
		};
		chunks.push(chunk);
		recycled.push(0);
		return wholeOf(chunk);
	};

	return {
		fixed: (records, width = 8) => add(Array.from({length: records}, () => `${String(next++).padStart(width - 1, '0')}\n`), width),
		varying: extras => add(extras.map(extra => `${next++}${'x'.repeat(extra)}\n`), 0),
		recycled,
		chunks,
	};
}

function numberIn(record: Uint8Array): number {
	return Number.parseInt(Buffer.from(record).toString('latin1'), 10);
}

/** The numbers of the records of a slice. */
export function numbersOfSlice({chunk, from, to}: Slice): number[] {
	return Array.from({length: to - from}, (_, index) => numberIn(chunk.bytes.subarray(offsetOf(chunk, from + index), offsetOf(chunk, from + index + 1))));
}

/** The numbers of the records of a batch. */
export function numbersOf(batch: Batch): number[] {
	return Array.from(recordsOf(batch), record => numberIn(record));
}

/** The bytes of each record of a slice. */
export function sizesOf({chunk, from, to}: Slice): number[] {
	return Array.from({length: to - from}, (_, index) => offsetOf(chunk, from + index + 1) - offsetOf(chunk, from + index));
}
