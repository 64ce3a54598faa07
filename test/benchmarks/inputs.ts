import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import {scratchPath} from './scratch.js';

const digits = 10;
const mostInPiece = 4096;
const words = 'level=INFO msg="hello from producer" ';

/** A record of a fixed width in bytes, newline and all, that ends in its number. */
export function numberedRecord(number: number, width: number): string {
	const label = 'seq=';
	const room = width - label.length - digits - 1;
	return `${words.repeat(Math.ceil(room / words.length)).slice(0, room)}${label}${String(number).padStart(digits, '0')}\n`;
}

/** A file of the records from 1 to the given one. Made once; it goes with the scratch folder. */
export function numberedFile(records: number, width: number): string {
	const file = scratchPath(`input-${width}-${records}`);
	if (!fs.existsSync(file)) {
		writeNumbered(file, records, width);
	}

	return file;
}

function writeNumbered(file: string, records: number, width: number): void {
	const most = Math.min(mostInPiece, Math.ceil(1_048_576 / width));
	const piece = Buffer.from(numberedRecord(0, width).repeat(most), 'latin1');
	const descriptor = fs.openSync(file, 'w');
	for (let first = 1; first <= records; first += most) {
		const count = Math.min(most, records - first + 1);
		for (let index = 0; index < count; index++) {
			writeNumber(piece, ((index + 1) * width) - 1, first + index);
		}

		fs.writeSync(descriptor, piece, 0, count * width);
	}

	fs.closeSync(descriptor);
}

function writeNumber(bytes: Uint8Array, end: number, number: number): void {
	let rest = number;
	for (let at = end - 1; at >= end - digits; at--) {
		bytes[at] = 48 + (rest % 10);
		rest = Math.floor(rest / 10);
	}
}
