import {Buffer} from 'node:buffer';

/** Records in a block. Their numbers start at a multiple of it, so the last three digits of each line are always the same. */
export const blockRecords = 500;

const [zero, lowDigits] = [48, 3];

/**
Lines that are all alike but for the number that they end with (`…1500}\n`, `…1501}\n`, …), kept from one use to the next: only characters that have changed since then are written, each down all lines.
*/
export class SyntheticBlock {
	readonly bytes: Uint8Array;
	readonly width: number;

	/** The first line. */
	#line: Uint8Array;

	/** The first line's number is a multiple of `blockRecords` and has more than three digits. */
	constructor(line: Uint8Array) {
		this.width = line.length;
		this.bytes = new Uint8Array(line.length * blockRecords);
		this.#line = line;
		this.#lay();
	}

	/** Makes the lines as if the first were this one: of the same width, its number as far from the last thousand. */
	renew(line: Uint8Array): void {
		for (let column = 0; column < this.width; column++) {
			if (line[column] === this.#line[column]) {
				continue;
			}

			// Digits that change stand side by side: two at a time take as long as one.
			if (column + 1 < this.width && line[column + 1] !== this.#line[column + 1]) {
				this.#writeTwo(column, line);
				column++;
			} else {
				this.#write(column, line);
			}
		}

		this.#line = line;
	}

	/** Writes a character of the first line down all lines. */
	#write(column: number, line: Uint8Array): void {
		const {bytes, width} = this;
		const character = line[column] ?? 0;
		for (let at = column; at < bytes.length; at += width) {
			bytes[at] = character;
		}
	}

	#writeTwo(column: number, line: Uint8Array): void {
		const {bytes, width} = this;
		const first = line[column] ?? 0;
		const second = line[column + 1] ?? 0;
		for (let at = column; at < bytes.length; at += width) {
			bytes[at] = first;
			bytes[at + 1] = second;
		}
	}

	#lay(): void {
		const {bytes, width} = this;
		bytes.set(this.#line);
		for (let filled = width; filled < bytes.length; filled *= 2) {
			bytes.copyWithin(filled, 0, Math.min(filled, bytes.length - filled));
		}

		// The number ends before `}` and the newline.
		const end = width - 2;
		const first = Number(Buffer.from(this.#line.subarray(end - lowDigits, end)).toString('latin1'));
		for (let index = 0; index < blockRecords; index++) {
			writeDigits(bytes, (index * width) + end, first + index);
		}
	}
}

/** Writes the decimal digits of a number so that they end before `end`. */
export function writeDigits(bytes: Uint8Array, end: number, value: number): void {
	let rest = value;
	for (let index = end - 1; rest > 0; index--) {
		const next = Math.floor(rest / 10);
		bytes[index] = zero + (rest - (next * 10));
		rest = next;
	}
}
