import path from 'node:path';

/** A path that a program of the benchmarks was given. Throws where it is relative: such a program is run by hand as well, and would leave a file of any size in the folder that it is run from. */
export function absolutePath(word: string | undefined): string {
	if (word === undefined || !path.isAbsolute(word)) {
		throw new Error(`expected an absolute path, got ${word === undefined ? 'nothing' : `"${word}"`}: put the file into the temporary folder`);
	}

	return word;
}
