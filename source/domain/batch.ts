import {
	firstOf, offsetOf, recordsWithin, sliceBytes, sliceOf, sliceRecords, type Slice,
} from './chunk.js';

/** What a worker flushes at once: records leased from the queue, in the order in which they were taken. */
export type Batch = {
	readonly slices: Slice[];
	records: number;
	bytes: number;

	/** How often this batch has been handed to the sink. */
	attempts: number;

	/** How many of the attempts failed in a way that counts towards `maxAttempts`. */
	countedFailures: number;

	/** When the batch was handed to the sink last, in monotonic milliseconds. */
	sentAt: number;
};

export function emptyBatch(): Batch {
	return {
		slices: [], records: 0, bytes: 0, attempts: 0, countedFailures: 0, sentAt: 0,
	};
}

export function addSlice(batch: Batch, slice: Slice): void {
	batch.slices.push(slice);
	batch.records += sliceRecords(slice);
	batch.bytes += sliceBytes(slice);
}

/** The records of a batch in two batches, in their order, the first with the odd one. Both have what the batch went through. */
export function halvesOf(batch: Batch): readonly [Batch, Batch] {
	const {attempts, countedFailures, sentAt} = batch;
	const first: Batch = {
		...emptyBatch(), attempts, countedFailures, sentAt,
	};
	const second: Batch = {
		...emptyBatch(), attempts, countedFailures, sentAt,
	};
	const middle = Math.ceil(batch.records / 2);
	for (const slice of batch.slices) {
		const border = Math.min(slice.to, slice.from + middle - first.records);
		if (border > slice.from) {
			addSlice(first, {...slice, to: border});
		}

		if (border < slice.to) {
			addSlice(second, {...slice, from: border});
		}
	}

	return [first, second];
}

/** Takes the first records out of a batch that fit into so many bytes, but at least one. */
export function takeWithin(batch: Batch, bytes: number): Batch {
	const taken = emptyBatch();
	const slices = batch.slices.splice(0);
	batch.records = 0;
	batch.bytes = 0;
	for (const slice of slices) {
		const fitting = batch.records > 0 ? 0 : recordsWithin(slice, bytes - taken.bytes);
		const records = taken.records + fitting === 0 ? 1 : fitting;
		if (records > 0) {
			addSlice(taken, firstOf(slice, records));
		}

		if (records < sliceRecords(slice)) {
			addSlice(batch, sliceOf(slice, slice.from + records, slice.to));
		}
	}

	return taken;
}

/** Marks every record of a batch as possibly received: sending it again is counted. */
export function markMaybeDelivered(batch: Batch): void {
	for (const [index, slice] of batch.slices.entries()) {
		batch.slices[index] = {...slice, maybeDelivered: true};
	}
}

/** How many records of a batch may have been received before. */
export function maybeDeliveredRecords(batch: Batch): number {
	let records = 0;
	for (const slice of batch.slices) {
		if (slice.maybeDelivered) {
			records += sliceRecords(slice);
		}
	}

	return records;
}

/** Keeps the memory of records from being used again when they leave the pipeline, until `recycleRecords` counts them out once more. */
export function holdRecords(slices: readonly Slice[]): void {
	for (const slice of slices) {
		slice.chunk.outstanding += sliceRecords(slice);
	}
}

/** Counts records out of their chunks, once they have left the pipeline. A chunk with none left gives its memory back. */
export function recycleRecords(slices: readonly Slice[]): void {
	for (const slice of slices) {
		const {chunk} = slice;
		chunk.outstanding -= sliceRecords(slice);
		if (chunk.outstanding === 0) {
			chunk.recycle?.();
		}
	}
}

/** The records of a batch one by one, without copying them. Not for the hot path. */
export function * recordsOf(batch: Batch): Generator<Uint8Array> {
	for (const {chunk, from, to} of batch.slices) {
		for (let index = from; index < to; index++) {
			yield chunk.bytes.subarray(offsetOf(chunk, index), offsetOf(chunk, index + 1));
		}
	}
}
