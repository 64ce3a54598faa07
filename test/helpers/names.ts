import fs from 'node:fs';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import {ownPath} from './folder.js';

/** A folder of the test's own with files in it, and what joins a name to its path. */
export function folderWith(t: ExecutionContext, files: ReadonlyArray<readonly [name: string, text: string]> = []) {
	const folder = ownPath(t, '');
	const at = (name: string): string => path.join(folder, name);
	for (const [name, text] of files) {
		fs.mkdirSync(path.dirname(at(name)), {recursive: true});
		fs.writeFileSync(at(name), text);
	}

	return {folder, at};
}

/** Who may do what with a file: `600`. */
export function modeOf(file: string): string {
	return (fs.statSync(file).mode % 0o1000).toString(8);
}
