import fs from 'node:fs';
import path from 'node:path';
import {folderKey, type AbsentFile} from '../../files/identity.js';

/** Whether a name is a glob, and no file of just that name. */
function isGlob(name: string): boolean {
	return /[*?\[\{]/v.test(name) && fs.statSync(name, {throwIfNoEntry: false}) === undefined;
}

/**
The paths that a path or a glob names, and those that it would name if the absent files were there.

The glob is looked at through a file system in which they are, so that they match by the same rules as all others.
*/
export async function matchFiles(pattern: string, absent: readonly AbsentFile[]): Promise<readonly string[]> {
	if (!isGlob(pattern)) {
		return [pattern];
	}

	const {glob} = await import('tinyglobby');
	return glob(pattern, {
		expandDirectories: false,
		absolute: path.isAbsolute(pattern),
		fs: {readdir: readdirWith(absent)},
	});
}

/** `fs.readdir`, which also lists files that are not there yet. */
function readdirWith(absent: readonly AbsentFile[]): typeof fs.readdir {
	return new Proxy(fs.readdir, {
		apply(readdir, self, [folder, options, onRead]: readonly unknown[]) {
			const onEntries = (error: unknown, entries: unknown): void => {
				const all = isList(entries) && typeof folder === 'string' ? [...entries, ...entriesOf(folder, absent)] : entries;
				if (typeof onRead === 'function') {
					Reflect.apply(onRead, undefined, [error, all]);
				}
			};

			Reflect.apply(readdir, self, [folder, options, onEntries]);
		},
	});
}

/** What a glob asks of an entry of a folder. */
type Entry = Readonly<Pick<fs.Dirent, 'name' | 'isFile' | 'isDirectory' | 'isSymbolicLink'>>;

/** The absent files of a folder. */
function entriesOf(folder: string, absent: readonly AbsentFile[]): readonly Entry[] {
	const key = folderKey(folder);
	return absent.filter(file => file.folder === key).map(({name}) => ({
		name, isFile: () => true, isDirectory: () => false, isSymbolicLink: () => false,
	}));
}

function isList(value: unknown): value is readonly unknown[] {
	return Array.isArray(value);
}
