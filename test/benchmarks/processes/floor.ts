import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import process from 'node:process';

/** Writes so many bytes to a file in pieces of 64 KiB, and does nothing else. */
const [file = '', bytes] = process.argv.slice(2);
const piece = Buffer.alloc(2 ** 16, 'x');
const descriptor = fs.openSync(file, 'w');
for (let left = Number(bytes); left > 0; left -= piece.length) {
	fs.writeSync(descriptor, piece, 0, Math.min(piece.length, left));
}

fs.closeSync(descriptor);
