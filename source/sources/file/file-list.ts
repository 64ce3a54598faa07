import fs from 'node:fs';
import {UsageError} from '../../domain/errors.js';
import type {UnreadFile} from '../../contract/report.js';
import {describeError, errorCode} from '../../text/system-error.js';
import {
	checkReadable, findFiles, identityOf, isGlob, openToRead,
} from './find-files.js';

/** A file that is open to be read. */
export type OpenFile = {readonly path: string; readonly fd: number};

/** A file that had gone from the name that it was found under. */
type GoneFile = {readonly identity: string; readonly file: UnreadFile};

/**
The files that a path or a glob names, one after the other, each once however many names it has.

At its end a glob is looked at again: files that have appeared meanwhile, or were renamed, are read as well, until a look finds nothing new.
*/
export class FileList {
	readonly #pattern: string;
	readonly #onUnread: (file: UnreadFile) => void;

	/** Files that were opened, or can't be: by their identity, and by their path where they can't even be looked at. */
	readonly #tried = new Set<string>();
	readonly #identities = new Map<string, string>();
	#waiting: readonly string[] = [];
	#gone: readonly GoneFile[] = [];
	#isGlob = false;

	constructor(pattern: string, onUnread: (file: UnreadFile) => void) {
		this.#pattern = pattern;
		this.#onUnread = onUnread;
	}

	/** Finds the files. Rejects with a `UsageError` where there is none, or none that can be read. Resolves to those that wait. */
	async find(): Promise<readonly string[]> {
		this.#isGlob = isGlob(this.#pattern);
		const found = await this.#look();
		if (found.length === 0) {
			throw new UsageError(`no file matches ${this.#pattern}`, 'quote the pattern, and try it with ls first');
		}

		checkSome(found);
		return found;
	}

	/** Opens the next file that was not read yet; `undefined` at the end. */
	async next(): Promise<OpenFile | undefined> {
		for (;;) {
			const [path, ...others] = this.#waiting;
			if (path === undefined) {
				if (!this.#isGlob || !await this.#findsMore()) { // eslint-disable-line no-await-in-loop -- One look after the other.
					this.#reportGone();
					return undefined;
				}
			} else {
				this.#waiting = others;
				const opened = this.#open(path);
				if (opened !== undefined) {
					return opened;
				}
			}
		}
	}

	async #findsMore(): Promise<boolean> {
		try {
			const found = await this.#look();
			return found.length > 0;
		} catch (error) {
			this.#onUnread({file: this.#pattern, bytesRead: 0, reason: describeError(error)});
			return false;
		}
	}

	/** Finds the files that were not tried yet. */
	async #look(): Promise<readonly string[]> {
		const found = await findFiles(this.#pattern);
		this.#waiting = found.filter(path => {
			const key = keyOf(path);
			this.#identities.set(path, key);
			return !this.#tried.has(key);
		});
		return this.#waiting;
	}

	#open(path: string): OpenFile | undefined {
		const found = this.#identities.get(path) ?? path;
		try {
			const fd = openToRead(path);
			const identity = identityOf(fd);
			if (!this.#tried.has(identity)) {
				this.#tried.add(identity);
				return {path, fd};
			}

			fs.closeSync(fd);
		} catch (error) {
			this.#fail(path, found, error);
		}

		return undefined;
	}

	#fail(path: string, identity: string, error: unknown): void {
		const file = {file: path, bytesRead: 0, reason: describeError(error)};
		if (errorCode(error) === 'ENOENT' && identity !== path) {
			// It may only have another name now.
			this.#gone = [...this.#gone, {identity, file}];
		} else {
			this.#tried.add(identity);
			this.#onUnread(file);
		}
	}

	#reportGone(): void {
		for (const {identity, file} of this.#gone) {
			if (!this.#tried.has(identity)) {
				this.#onUnread(file);
			}
		}

		this.#gone = [];
	}
}

/** The identity of a file, or its path where it can't be looked at. */
function keyOf(path: string): string {
	try {
		return identityOf(path);
	} catch {
		return path;
	}
}

/** Throws the first file's `UsageError` where none of the files can be read. */
function checkSome(files: readonly string[]): void {
	let first: unknown;
	for (const file of files) {
		try {
			checkReadable(file);
			return;
		} catch (error) {
			first ??= error;
		}
	}

	throw first;
}
