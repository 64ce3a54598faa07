import {Buffer} from 'node:buffer';

const newline = 10;
const smallest = 4096;

/** Called as a function: looking the method up for each record costs a third more. */
const {indexOf}: {readonly indexOf: (this: Uint8Array, value: number, from: number) => number} = Buffer.alloc(0);

/** Grown and reused, so that a scan allocates nothing but its result. */
let scratch = new Uint32Array(smallest);

/** Where each newline-terminated record of `bytes` ends: just after its newline. No newline is looked for before `from`. */
export function recordEnds(bytes: Uint8Array, from = 0): Uint32Array {
	// A local name: what a module holds is looked up anew for each record.
	let ends = scratch;
	let count = 0;
	let at = indexOf.call(bytes, newline, from);
	while (at !== -1) {
		if (count === ends.length) {
			ends = doubled(ends);
			scratch = ends;
		}

		ends[count] = at + 1;
		count++;
		at = indexOf.call(bytes, newline, at + 1);
	}

	return ends.slice(0, count);
}

function doubled(array: Uint32Array): Uint32Array<ArrayBuffer> {
	const larger = new Uint32Array(array.length * 2);
	larger.set(array);
	return larger;
}
