import fs from 'node:fs';
import path from 'node:path';
import {UsageError} from '../../domain/errors.js';
import {describeError} from '../../text/system-error.js';

/**
The files that a path or a glob names, sorted by name: a path that is there is taken as it is, whatever characters it has.

Rejects with a `UsageError` where there is none, or where one of them can't be read.
*/
export async function findFiles(pattern: string): Promise<readonly string[]> {
	const paths = isThere(pattern) || !/[*?\[\{]/v.test(pattern) ? [pattern] : await expand(pattern);
	for (const file of paths) {
		checkReadable(file);
	}

	return paths;
}

function isThere(file: string): boolean {
	return fs.statSync(file, {throwIfNoEntry: false}) !== undefined;
}

async function expand(pattern: string): Promise<readonly string[]> {
	const {glob} = await import('tinyglobby');
	const found = await glob(pattern, {expandDirectories: false, absolute: path.isAbsolute(pattern)});
	if (found.length === 0) {
		throw new UsageError(`no file matches ${pattern}`, 'quote the pattern, and try it with ls first');
	}

	return found.toSorted();
}

function checkReadable(file: string): void {
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

function problemOf(stats: fs.Stats): string | undefined {
	if (stats.isDirectory()) {
		return 'a folder';
	}

	return stats.isFile() ? undefined : 'no regular file';
}
