import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import process from 'node:process';
import {absolutePath} from '../absolute-path.js';

/** Writes so many bytes to a file in pieces of 64 KiB, and does nothing else. */
const [word, bytes] = process.argv.slice(2);
const file = absolutePath(word);
const piece = Buffer.alloc(2 ** 16, 'x');
const descriptor = fs.openSync(file, 'w');
for (let left = Number(bytes); left > 0; left -= piece.length) {
	fs.writeSync(descriptor, piece, 0, Math.min(piece.length, left));
}

fs.closeSync(descriptor);
