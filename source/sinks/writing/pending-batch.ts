import {
	offsetOf, sliceBytes, type Chunk, type Slice,
} from '../../domain/chunk.js';
import type {Batch} from '../../domain/batch.js';
import type {SinkFailure} from '../../domain/sink-failure.js';
import type {Complete} from '../../engine/ports/sink.js';

/** A batch that a worker has handed over and that is not completed yet. */
export type PendingBatch = {
	readonly batch: Batch;
	readonly complete: Complete;
	readonly signal: AbortSignal;
};

/** The failure of a batch that was cancelled before a byte of it left. */
export const cancelled: SinkFailure = {kind: 'retry', message: 'cancelled before it was written', outcomeUnknown: false};

/** Completes the batches that were cancelled; returns the others. */
export function dropCancelled(pending: readonly PendingBatch[]): readonly PendingBatch[] {
	if (!pending.some(({signal}) => signal.aborted)) {
		return pending;
	}

	for (const {batch, complete, signal} of pending) {
		if (signal.aborted) {
			complete(batch, cancelled);
		}
	}

	return pending.filter(({signal}) => !signal.aborted);
}

/** The records of batches in order; slices that lie side by side in their chunk become one. */
export function runsOf(batches: readonly Batch[]): Slice[] {
	const runs: Slice[] = [];
	let chunk: Chunk | undefined;
	let from = 0;
	let to = 0;
	const finish = (): void => {
		if (chunk !== undefined && to > from) {
			runs.push({
				chunk, from, to, maybeDelivered: false,
			});
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
	return runs;
}

/** The bytes of a slice, without copying them. */
export function bytesOf({chunk, from, to}: Slice): Uint8Array {
	return chunk.bytes.subarray(offsetOf(chunk, from), offsetOf(chunk, to));
}

/** The bytes of batches in order, without copying them. */
export function partsOf(batches: readonly Batch[]): Uint8Array[] {
	return runsOf(batches).map(run => bytesOf(run));
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
