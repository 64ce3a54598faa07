import type {Chunk, Origin} from './chunk.js';

const newline = 10;
const smallest = 4096;

/** Grown and reused, so that a scan allocates nothing but its result. */
let scratch = new Uint32Array(smallest);

/**
Where each newline-terminated record of `bytes` ends: just after its newline.

It looks at each byte once, through `indexOf`: give it a Buffer, whose `indexOf` is four times as fast as that of a plain Uint8Array. No newline is looked for before `from`.
*/
export function recordEnds(bytes: Uint8Array, from = 0): Uint32Array {
	// A local name: what a module holds is looked up anew for each record.
	let ends = scratch;
	let count = 0;
	let at = bytes.indexOf(newline, from);
	while (at !== -1) {
		if (count === ends.length) {
			ends = doubled(ends);
			scratch = ends;
		}

		ends[count] = at + 1;
		count++;
		at = bytes.indexOf(newline, at + 1);
	}

	return ends.slice(0, count);
}

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

function doubled(array: Uint32Array): Uint32Array<ArrayBuffer> {
	const larger = new Uint32Array(array.length * 2);
	larger.set(array);
	return larger;
}
