import {holdRecords, recycleRecords, type Batch} from '../../domain/batch.js';
import {bytesOf, runsOf} from '../writing/pending-batch.js';
import {copyParts, type Gather} from '../writing/write-queue.js';
import {SentMemory} from './sent-memory.js';

/** Records whose parts are shorter on average, in bytes, are copied: many small parts cost more to hold and to write than a copy. */
const shortPart = 4096;

/** Batches that leave in one piece, and that can leave again. */
export type SentGroup = {
	readonly parts: readonly Uint8Array[];

	/** Bytes of all parts. */
	readonly size: number;

	/** The group is not sent again: its memory can be used for other records. Once. */
	letGo(): void;
};

/** Makes groups that hold the memory of their records where these lie, or a copy of them if they are scattered. */
export function createGatherer(): Gather<SentGroup> {
	const memory = new SentMemory();
	return (batches: readonly Batch[], size) => {
		const runs = runsOf(batches);
		const parts = runs.map(run => bytesOf(run));
		if (size < shortPart * parts.length) {
			const copy = memory.take(size);
			copyParts(parts, copy.bytes);
			return {
				parts: [copy.bytes], size, letGo() {
					memory.release(copy);
				},
			};
		}

		holdRecords(runs);
		return {
			parts, size, letGo() {
				recycleRecords(runs);
			},
		};
	};
}
