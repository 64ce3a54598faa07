/* eslint-disable no-bitwise -- four bytes are looked at in one word */
const lowBits = 0x7F_7F_7F_7F;
const newlines = 0x0A_0A_0A_0A;
const ones = 0x01_01_01_01;

/** Counts newlines four bytes at a time: a receiver must not be what is measured. */
export function countNewlines(bytes: Uint8Array): number {
	if (bytes.length < 4) {
		return countByByte(bytes, 0, bytes.length);
	}

	const head = (4 - (bytes.byteOffset % 4)) % 4;
	const words = new Uint32Array(bytes.buffer, bytes.byteOffset + head, Math.floor((bytes.length - head) / 4));
	const tail = head + (words.length * 4);
	let count = countByByte(bytes, 0, head) + countByByte(bytes, tail, bytes.length);
	for (const word of words) {
		const different = word ^ newlines;
		// The top bit of each byte that is 0, for a newline.
		const found = ~(((different & lowBits) + lowBits) | different | lowBits);
		count += found === 0 ? 0 : Math.imul((found >>> 7) & ones, ones) >>> 24;
	}

	return count;
}

function countByByte(bytes: Uint8Array, from: number, to: number): number {
	let count = 0;
	for (let at = from; at < to; at++) {
		count += bytes[at] === 10 ? 1 : 0;
	}

	return count;
}
