import fs from 'node:fs';
import {describeError, errorCode} from '../../text/system-error.js';

/** What tells one file from all others, whatever its names are. */
export type FileKey = string;

/** A file that is open to be read. */
export type OpenFile = {
	readonly path: string;
	readonly fd: number;
	readonly key: FileKey;

	/** In bytes, when it was opened. */
	readonly size: number;
};

/** Why a name can't be read. */
export type Problem = {
	readonly path: string;
	readonly reason: string;

	/** Whether there is nothing of that name. */
	readonly isGone: boolean;
};

/** Device and inode. The time of birth tells a file from a later one that got the inode of a removed one. */
function keyOf({dev, ino, birthtimeNs}: fs.BigIntStats): FileKey {
	return `${dev}:${ino}:${birthtimeNs}`;
}

/** The key of what is at a path now, links followed; nothing where that can't be told. */
export function keyAt(path: string): FileKey | undefined {
	try {
		return keyOf(fs.statSync(path, {bigint: true}));
	} catch {
		return undefined;
	}
}

/** Opens a regular file to be read. */
export function openToRead(path: string): OpenFile | Problem {
	let fd: number | undefined;
	try {
		// A pipe is not even opened: its writer would take the closing for the end of its reader.
		const before = wrongKind(fs.statSync(path));
		if (before !== undefined) {
			return {path, reason: before, isGone: false};
		}

		// Should it be a pipe by now, the thread must not wait for its writer.
		fd = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK); // eslint-disable-line no-bitwise -- Flags of the system.
		const stats = fs.fstatSync(fd, {bigint: true});
		const reason = wrongKind(stats);
		if (reason !== undefined) {
			closeFile(fd);
			return {path, reason, isGone: false};
		}

		return {
			path, fd, key: keyOf(stats), size: Number(stats.size),
		};
	} catch (error) {
		closeFile(fd);
		return {path, reason: describeError(error), isGone: errorCode(error) === 'ENOENT' && isGone(path)};
	}
}

/** Closes what was only read: nothing can be lost by it. */
export function closeFile(fd: number | undefined): void {
	try {
		if (fd !== undefined) {
			fs.closeSync(fd);
		}
	} catch {
		// The system has let go of it all the same.
	}
}

/** Whether there is nothing of that name, not even a link to nothing. */
export function isGone(path: string): boolean {
	try {
		return fs.lstatSync(path, {throwIfNoEntry: false}) === undefined;
	} catch {
		// It may be there, and may not be looked at.
		return false;
	}
}

function wrongKind(stats: Pick<fs.Stats, 'isFile' | 'isDirectory'>): string | undefined {
	if (stats.isDirectory()) {
		return 'it is a folder';
	}

	return stats.isFile() ? undefined : 'it is no regular file';
}
