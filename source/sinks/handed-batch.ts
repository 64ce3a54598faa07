import {offsetOf, sliceBytes, type Chunk} from '../domain/chunk.js';
import type {Batch} from '../domain/batch.js';
import type {SinkFailure} from '../domain/sink-failure.js';
import type {Settle} from '../engine/ports/sink.js';

/** A batch that a worker has handed over and that waits for its answer. */
export type HandedBatch = {
	readonly batch: Batch;
	readonly settle: Settle;
	readonly signal: AbortSignal;
};

/** The answer to a batch that was withdrawn before a byte of it left. */
export const withdrawn: SinkFailure = {kind: 'retry', message: 'withdrawn before it was written', outcomeUnknown: false};

/** Settles the batches that were withdrawn; gives back the others. */
export function dropWithdrawn(handed: readonly HandedBatch[]): readonly HandedBatch[] {
	if (!handed.some(({signal}) => signal.aborted)) {
		return handed;
	}

	for (const {batch, settle, signal} of handed) {
		if (signal.aborted) {
			settle(batch, withdrawn);
		}
	}

	return handed.filter(({signal}) => !signal.aborted);
}

/** The bytes of batches in order, without copying them; slices that lie side by side in their chunk become one part. */
export function partsOf(batches: readonly Batch[]): Uint8Array[] {
	const parts: Uint8Array[] = [];
	let chunk: Chunk | undefined;
	let from = 0;
	let to = 0;
	const finish = (): void => {
		if (chunk !== undefined && to > from) {
			parts.push(chunk.bytes.subarray(offsetOf(chunk, from), offsetOf(chunk, to)));
		}
	};

	for (const {slices} of batches) {
		for (const slice of slices) {
			if (slice.chunk === chunk && slice.from === to) {
				to = slice.to;
			} else {
				finish();
				({chunk, from, to} = slice);
			}
		}
	}

	finish();
	return parts;
}

/** What is missing of the record that is torn where only the first `written` bytes of a batch were written; empty where none is. A copy. */
export function restOfTornRecord(batch: Batch, written: number): Uint8Array {
	let start = 0;
	for (const slice of batch.slices) {
		const {chunk, from, to} = slice;
		const bytes = sliceBytes(slice);
		if (written < start + bytes) {
			const at = offsetOf(chunk, from) + written - start;
			for (let index = from; index < to; index++) {
				if (offsetOf(chunk, index) === at) {
					break;
				}

				const end = offsetOf(chunk, index + 1);
				if (end > at) {
					return chunk.bytes.slice(at, end);
				}
			}

			break;
		}

		start += bytes;
	}

	return new Uint8Array(0);
}
