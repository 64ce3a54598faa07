import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import {UsageError} from '../../domain/errors.js';
import {describeError, errorCode} from '../../text/system-error.js';
import {isNamedPipe} from '../writing/named-pipe.js';

const newline = 10;

/** The end of a torn record is looked for in pieces of this size, in bytes. */
const piece = 64 * 1024;

/** A file that is open to be appended to. */
export type AppendedFile = {
	readonly fd: number;
	readonly isRegular: boolean;

	/** How many bytes stood behind the last newline: a torn record, which has got its newline. */
	readonly torn: number;
};

/** Opens a file to append to, and makes it where there is none. Throws a `UsageError` where that can't be. */
export function openToAppend(path: string): AppendedFile {
	let fd: number | undefined;
	try {
		if (isNamedPipe(path)) {
			throw new UsageError(`can't append to ${path}: it is a pipe`, 'use --sink stdout and redirect it there');
		}

		fd = fs.openSync(path, 'a');
		const isRegular = fs.fstatSync(fd).isFile();
		const torn = isRegular ? tornBytes(path) : 0;
		if (torn > 0) {
			fs.writeSync(fd, '\n');
		}

		return {fd, isRegular, torn};
	} catch (error) {
		if (fd !== undefined) {
			fs.closeSync(fd);
		}

		throw error instanceof UsageError ? error : unwritable(path, error);
	}
}

/** Whether a path still names an open file. A path that can't be looked at names none, as one does that leads back to itself: opening it will say why. */
export function isAt(path: string, fd: number): boolean {
	try {
		const named = fs.statSync(path);
		const open = fs.fstatSync(fd);
		return named.dev === open.dev && named.ino === open.ino;
	} catch {
		return false;
	}
}

function unwritable(path: string, error: unknown): UsageError {
	const hint = errorCode(error) === 'ENOENT' ? 'make its folder first' : 'name a file that you may write';
	return new UsageError(`can't append to ${path}: ${describeError(error)}`, hint);
}

/** How many bytes stand behind the last newline of a file. A file that can't be read is taken to be whole. */
function tornBytes(path: string): number {
	let fd: number | undefined;
	try {
		fd = fs.openSync(path, 'r');
		const {size} = fs.fstatSync(fd);
		const bytes = Buffer.alloc(piece);
		for (let end = size; end > 0; end -= piece) {
			const start = Math.max(0, end - piece);
			fs.readSync(fd, bytes, 0, end - start, start);
			const last = bytes.subarray(0, end - start).lastIndexOf(newline);
			if (last !== -1) {
				return size - start - last - 1;
			}
		}

		return size;
	} catch {
		return 0;
	} finally {
		if (fd !== undefined) {
			fs.closeSync(fd);
		}
	}
}
