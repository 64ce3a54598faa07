import fs from 'node:fs';
import path from 'node:path';
import {UsageError} from '../../domain/errors.js';
import {describeError} from '../../text/system-error.js';

/** Whether a name is a pattern, and no file of just that name. */
export function isGlob(name: string): boolean {
	return /[*?\[\{]/v.test(name) && fs.statSync(name, {throwIfNoEntry: false}) === undefined;
}

/** The files that a path or a glob names, sorted by name. */
export async function findFiles(pattern: string): Promise<readonly string[]> {
	if (!isGlob(pattern)) {
		return [pattern];
	}

	const {glob} = await import('tinyglobby');
	const found = await glob(pattern, {expandDirectories: false, absolute: path.isAbsolute(pattern)});
	return found.toSorted();
}

/** A file as the system knows it: the same one under all its names, and another one than a file that is gone and whose number it has. Throws where it can't be looked at. */
export function identityOf(file: string | number): string {
	const {dev, ino, birthtimeNs} = typeof file === 'number' ? fs.fstatSync(file, {bigint: true}) : fs.statSync(file, {bigint: true});
	return `${dev}:${ino}:${birthtimeNs}`;
}

/** Throws a `UsageError` where a file can't be read, with what to do. */
export function checkReadable(file: string): void {
	let problem: string | undefined;
	try {
		fs.accessSync(file, fs.constants.R_OK);
		problem = problemOf(fs.statSync(file));
	} catch (error) {
		throw new UsageError(`can't read ${file}: ${describeError(error)}`, 'name a file that you may read');
	}

	if (problem !== undefined) {
		throw new UsageError(`can't read ${file}: it is ${problem}`, problem === 'a folder' ? `for the files in it say file:${file}/*` : `redirect it: --source stdin < ${file}`);
	}
}

/** Opens a file to be read. Throws where it can't be, and for what is no regular file: a pipe would wait for its writer. */
export function openToRead(file: string): number {
	const problem = problemOf(fs.statSync(file));
	if (problem !== undefined) {
		throw new Error(`it is ${problem}`);
	}

	return fs.openSync(file, 'r');
}

function problemOf(stats: fs.Stats): string | undefined {
	if (stats.isDirectory()) {
		return 'a folder';
	}

	return stats.isFile() ? undefined : 'no regular file';
}
