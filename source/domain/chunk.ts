/**
Contiguous bytes of whole, newline-terminated records that travel together.

Either every record has the same `width`, or `ends` holds the end of each. So any run of records is found in constant time, and no byte is read twice.
*/
export type Chunk = {
	readonly bytes: Uint8Array;

	/** How many records the chunk holds. */
	readonly records: number;

	/** Bytes of each record, its newline included, if all are alike; else 0. */
	readonly width: number;

	/** Where each record ends (exclusive, in bytes), if they are not alike. */
	readonly ends: Uint32Array | undefined;

	/** When the records arrived, in monotonic milliseconds. */
	readonly arrivedAt: number;

	/** Where the records came from: the source, and the position just after the chunk in it. */
	readonly origin: Origin;

	/** Called once when every record of the chunk has left the pipeline, so that its memory can be used again. */
	readonly recycle: (() => void) | undefined;

	/** Records of this chunk that are still in the pipeline, and those that a sink holds. The engine counts it down as they leave, the sink as it lets go. */
	outstanding: number;
};

export type Origin = {
	readonly source: string;
	readonly end: number;
};

/** A chunk of whole records that end where `ends` says; nothing may follow the last of them. */
export function chunkOf(bytes: Uint8Array, ends: Uint32Array, arrivedAt: number, origin: Origin): Chunk {
	return {
		bytes,
		records: ends.length,
		width: 0,
		ends,
		arrivedAt,
		origin,
		recycle: undefined,
		outstanding: ends.length,
	};
}

/** A run of records of one chunk: `from` inclusive, `to` exclusive. */
export type Slice = {
	readonly chunk: Chunk;
	readonly from: number;
	readonly to: number;

	/** Whether these records may have reached a receiver already: sending them again is counted. */
	readonly maybeDelivered: boolean;
};

/** The byte at which record `index` of a chunk starts; for `index = chunk.records`, the end of the chunk. */
export function offsetOf(chunk: Chunk, index: number): number {
	if (chunk.ends === undefined) {
		return index * chunk.width;
	}

	return index === 0 ? 0 : (chunk.ends[index - 1] ?? chunk.bytes.length);
}

/** Part of a slice, by the records' places in the chunk. A literal is faster than a copy of the slice, and each batch needs one. */
export function sliceOf({chunk, maybeDelivered}: Slice, from: number, to: number): Slice {
	return {
		chunk, from, to, maybeDelivered,
	};
}

export function sliceRecords(slice: Slice): number {
	return slice.to - slice.from;
}

export function sliceBytes(slice: Slice): number {
	return offsetOf(slice.chunk, slice.to) - offsetOf(slice.chunk, slice.from);
}

/** A whole chunk as one slice. */
export function wholeOf(chunk: Chunk): Slice {
	return {
		chunk, from: 0, to: chunk.records, maybeDelivered: false,
	};
}

/** A slice's first records, at most so many. */
export function firstOf(slice: Slice, records: number): Slice {
	return sliceRecords(slice) <= records ? slice : {...slice, to: slice.from + Math.max(0, records)};
}

/** How many records of a slice, counted from its start, fit into so many bytes. */
export function recordsWithin(slice: Slice, bytes: number): number {
	const {chunk, from, to} = slice;
	const start = offsetOf(chunk, from);
	if (chunk.ends === undefined) {
		return Math.min(to - from, Math.max(0, Math.floor(bytes / chunk.width)));
	}

	let low = from;
	let high = to;
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (offsetOf(chunk, middle) - start <= bytes) {
			low = middle;
		} else {
			high = middle - 1;
		}
	}

	return low - from;
}
