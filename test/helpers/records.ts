import {Buffer} from 'node:buffer';
import {addSlice, emptyBatch, type Batch} from '../../source/domain/batch.js';
import {
	chunkOf, offsetOf, type Chunk, type Slice,
} from '../../source/domain/chunk.js';
import {recordEnds} from '../../source/sources/reading/record-ends.js';

/** A chunk of records given as text or bytes; each gets its newline. */
export function makeChunk(records: ReadonlyArray<string | Uint8Array>): Chunk {
	const bytes = Buffer.concat(records.flatMap(record => [Buffer.from(record), Buffer.from('\n')]));
	return chunkOf(bytes, recordEnds(bytes), 0, {source: 'test', end: bytes.length});
}

/** A batch of one whole chunk. */
export function makeBatch(records: ReadonlyArray<string | Uint8Array>): Batch {
	const chunk = makeChunk(records);
	return batchOf([{
		chunk, from: 0, to: chunk.records, maybeDelivered: false,
	}]);
}

export function batchOf(slices: readonly Slice[]): Batch {
	const batch = emptyBatch();
	for (const slice of slices) {
		addSlice(batch, slice);
	}

	return batch;
}

/** Cuts a chunk into batches of so many records. */
export function batchesOf(chunk: Chunk, size: number): Batch[] {
	const batches: Batch[] = [];
	for (let from = 0; from < chunk.records; from += size) {
		batches.push(batchOf([{
			chunk, from, to: Math.min(chunk.records, from + size), maybeDelivered: false,
		}]));
	}

	return batches;
}

/** The bytes of a batch in one piece. */
export function bytesOf(batch: Batch): Uint8Array {
	return Buffer.concat(batch.slices.map(slice => sliceView(slice)));
}

/** Records that have been trouble: empty, with a carriage return, a NUL, invalid UTF-8, large. */
export const oddRecords: readonly Uint8Array[] = [
	Buffer.from(''),
	Buffer.from('with a carriage return\r'),
	Buffer.from('with a \0 in it'),
	Buffer.from([0xFF, 0xFE, 0xC3, 0x28]),
	Buffer.from('snow ☃ and 🎿'),
	Buffer.from(''),
	Buffer.alloc(1_000_000, 'x'),
	Buffer.from('last'),
];

/** The records in `bytes`, sorted, as text that keeps every byte. */
export function sortedRecords(bytes: Uint8Array): string[] {
	return Buffer.from(bytes).toString('latin1').split('\n').slice(0, -1)
		.toSorted((a, b) => a < b ? -1 : Number(a > b));
}

/** The bytes of a slice, without copying them. */
export function sliceView({chunk, from, to}: Slice): Uint8Array {
	return chunk.bytes.subarray(offsetOf(chunk, from), offsetOf(chunk, to));
}
