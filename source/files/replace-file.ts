import {Buffer} from 'node:buffer';
import {randomBytes} from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {errorCode} from '../text/system-error.js';
import {writeWhole} from '../text/write-whole.js';
import {privateMode} from './output.js';

/** What a rename fails with where it is not allowed, though the file itself may be written: a folder of somebody else, or a file that is mounted by itself. */
const noRename: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM', 'EBUSY', 'EROFS']);

/**
Writes a file anew: beside it first, so that it has its old content or all of the new one, whatever happens. It is private where it is new, and else keeps its mode.

Where nothing can take the file's place, it is written over.
*/
export function replaceFile(file: string, text: string): void {
	const bytes = Buffer.from(text);
	const before = fs.statSync(file, {throwIfNoEntry: false});
	const beside = path.join(path.dirname(file), `.millrace-${randomBytes(6).toString('hex')}.tmp`);
	try {
		writeNew(beside, bytes, modeAfter(before));
		fs.renameSync(beside, file);
	} catch (error) {
		fs.rmSync(beside, {force: true});
		if (before === undefined || !noRename.has(errorCode(error))) {
			throw error;
		}

		writeOver(file, bytes);
	}
}

/** The mode of a file of another user is not taken over: it may be meant to let that user read. */
function modeAfter(before: fs.Stats | undefined): number {
	return before !== undefined && before.uid === process.getuid?.() ? before.mode % 0o1000 : privateMode;
}

function writeNew(file: string, bytes: Uint8Array, mode: number): void {
	const fd = fs.openSync(file, 'wx', privateMode);
	try {
		fs.fchmodSync(fd, mode);
		writeWhole(fd, bytes);
		fs.fsyncSync(fd);
	} finally {
		fs.closeSync(fd);
	}
}

function writeOver(file: string, bytes: Uint8Array): void {
	const fd = fs.openSync(file, 'r+');
	try {
		writeWhole(fd, bytes);
		fs.ftruncateSync(fd, bytes.length);
	} finally {
		fs.closeSync(fd);
	}
}
