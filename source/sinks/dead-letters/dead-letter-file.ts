import {Buffer, isUtf8} from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import {UsageError} from '../../domain/errors.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {DeadLetters} from '../../engine/ports/dead-letters.js';
import {describeError} from '../../text/system-error.js';
import {writeWhole} from '../../text/write-whole.js';
import {isNamedPipe} from '../writing/named-pipe.js';

const newline = 10;

/** Lines are written in pieces of about this size, in bytes. */
const pieceSize = 1024 * 1024;

type DeadLetterFileOptions = {
	/** The file to append to; it is made when the first record comes. */
	readonly path: string;
	readonly clock: Clock;
};

/**
Keeps dead letters as NDJSON: `{"at":"<ISO time>","reason":"…","record":"…"}`, the record without its newline. A record that is no UTF-8 stands there in base64, marked with `"encoding":"base64"`.
*/
export function createDeadLetterFile({path: file, clock}: DeadLetterFileOptions): DeadLetters {
	let fd: number | undefined;
	return {
		name: file,
		open() {
			try {
				checkWritable(file);
			} catch (error) {
				throw error instanceof UsageError ? error : unusable(file, describeError(error));
			}
		},
		keep(records, reason) {
			try {
				fd ??= fs.openSync(file, 'a');
				appendWhole(fd, linesOf(records, reason, new Date(clock.wall() / 1000).toISOString()));
			} catch (error) {
				throw new Error(`can't keep dead letters in ${file}: ${describeError(error)}`, {cause: error});
			}
		},
		close() {
			if (fd !== undefined) {
				fs.closeSync(fd);
				fd = undefined;
			}
		},
	};
}

function checkWritable(file: string): void {
	const stats = fs.statSync(file, {throwIfNoEntry: false});
	if (stats?.isDirectory()) {
		throw unusable(file, 'it is a folder');
	}

	if (isNamedPipe(file)) {
		throw unusable(file, 'it is a pipe');
	}

	if (stats === undefined) {
		// With its dot, the name of a file in the place of the folder is refused as such.
		const folder = path.dirname(path.resolve(file)) + path.sep + '.';
		fs.accessSync(folder, fs.constants.W_OK);
		fs.accessSync(folder, fs.constants.X_OK);
	} else {
		fs.accessSync(file, fs.constants.W_OK);
	}
}

function unusable(file: string, reason: string): UsageError {
	return new UsageError(`can't keep dead letters in ${file}: ${reason}`, 'name another file with --dead-letter');
}

function * linesOf(records: Iterable<Uint8Array>, reason: string, at: string): Generator<string> {
	for (const bytes of records) {
		const end = bytes.at(-1) === newline ? bytes.length - 1 : bytes.length;
		const record = Buffer.from(bytes.buffer, bytes.byteOffset, end);
		const letter = isUtf8(record)
			? {at, reason, record: record.toString('utf8')}
			: {
				at, reason, encoding: 'base64', record: record.toString('base64'),
			};
		yield `${JSON.stringify(letter)}\n`;
	}
}

/** Appends all lines, or none: after a failure the records stay with their worker, which tries again. */
function appendWhole(fd: number, lines: Iterable<string>): void {
	const stats = fs.fstatSync(fd);
	try {
		let piece = '';
		for (const line of lines) {
			piece += line;
			if (piece.length >= pieceSize) {
				writeWhole(fd, Buffer.from(piece));
				piece = '';
			}
		}

		writeWhole(fd, Buffer.from(piece));
	} catch (error) {
		if (stats.isFile()) {
			fs.ftruncateSync(fd, stats.size);
		}

		throw error;
	}
}
