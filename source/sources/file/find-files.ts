import fs from 'node:fs';
import path from 'node:path';
import {folderKey, type AbsentFile} from '../../files/identity.js';
import {describeError, errorCode} from '../../text/system-error.js';
import {isGone} from './open-file.js';

/** What a path or a glob names now. */
export type FoundFiles = {
	/** Sorted by name. */
	readonly paths: readonly string[];

	/** Folders that may hold more of them, and why they can't be looked into. */
	readonly closedFolders: readonly ClosedFolder[];
};

export type ClosedFolder = {readonly path: string; readonly reason: string};

const wildcard = /[*?\[\{]/v;

/** Whether a name is a glob. A path that is there is taken as it is, whatever characters it has. */
export function isGlob(name: string): boolean {
	return wildcard.test(name) && isGone(name);
}

/**
All that a glob matches, whether it can be read or not: links to nothing, pipes and devices as well.

A folder counts where its name was asked for, as `d.log` is by `*.log`. `*` and the like stand for the files in a folder.

@param absent Files that are not there yet. They match as if they were.
*/
export async function findFiles(pattern: string, absent: readonly AbsentFile[] = []): Promise<FoundFiles> {
	const {glob} = await import('tinyglobby');
	const isAbsolute = path.isAbsolute(pattern);
	const closedFolders: ClosedFolder[] = [];
	const readdir = answering(fs.readdir, (folder, error, entries) => {
		if (mayHoldMore(error)) {
			const name = withoutSlash(String(folder));
			closedFolders.push({path: isAbsolute ? name : path.relative('.', name) || '.', reason: describeError(error)});
		}

		return [error, isList(entries) ? [...entries.map(entry => asShown(entry)), ...entriesOf(String(folder), absent)] : entries];
	});
	const found = await glob(pattern, {
		expandDirectories: false,
		absolute: isAbsolute,
		onlyFiles: isUnnamed(pattern),
		fs: {readdir, realpath: realpathOfAll, stat: statOfAll},
	});
	const base = path.resolve(pattern.slice(0, pattern.search(wildcard)).replace(/[^\/]*$/v, ''));
	const paths = found.map(name => withoutSlash(name)).filter(name => path.resolve(name) !== base);
	return {paths: paths.toSorted(), closedFolders};
}

/** Whether the last part of a glob has wildcards and nothing else. */
function isUnnamed(pattern: string): boolean {
	return /[^\/]*$/v.exec(pattern)?.[0].replaceAll(/\[[^\]]*\]|[*?]/gv, '') === '';
}

function withoutSlash(name: string): string {
	return name.replace(/(?<=.)\/$/v, '');
}

/** Whether a folder that can't be read may hold files. One that has gone meanwhile holds none. */
function mayHoldMore(error: unknown): boolean {
	const code = errorCode(error);
	return Boolean(error) && code !== 'ENOENT' && code !== 'ENOTDIR';
}

/** What a glob asks of an entry of a folder, or of the target of a link. */
type Kind = Readonly<Pick<fs.Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>>;
type Entry = Kind & {readonly name: string};

const asFile: Kind = {isFile: () => true, isDirectory: () => false, isSymbolicLink: () => false};

/** The answer of the system, as the glob is to see it. */
type Change = (asked: unknown, error: unknown, answer: unknown) => readonly [error: unknown, answer: unknown];

/** A function of `fs` whose answer is changed on its way. */
function answering<Call extends (...values: never) => unknown>(call: Call, change: Change): Call {
	return new Proxy(call, {
		apply(target, self, given: readonly unknown[]) {
			const onAnswer = given.at(-1);
			Reflect.apply(target, self, [...given.slice(0, -1), (error: unknown, answer: unknown) => {
				if (typeof onAnswer === 'function') {
					Reflect.apply(onAnswer, undefined, change(given[0], error, answer));
				}
			}]);
		},
	});
}

/** Pipes and devices are shown as files. */
function asShown(entry: unknown): unknown {
	return entry instanceof fs.Dirent && !entry.isDirectory() && !entry.isSymbolicLink() ? {...asFile, name: String(entry.name)} : entry;
}

/** A link to nothing leads to itself, and is shown as a file. */
const realpathOfAll: typeof fs.realpath = answering(fs.realpath, (asked, error, resolved) => error ? [undefined, asked] : [error, resolved]);
const statOfAll: typeof fs.stat = answering(fs.stat, (_, error, stats) => error ? [undefined, asFile] : [error, stats]);

/** The absent files of a folder. */
function entriesOf(folder: string, absent: readonly AbsentFile[]): readonly Entry[] {
	if (absent.length === 0) {
		return [];
	}

	const key = folderKey(folder);
	return absent.filter(file => file.folder === key).map(({name}) => ({...asFile, name}));
}

function isList(value: unknown): value is readonly unknown[] {
	return Array.isArray(value);
}
