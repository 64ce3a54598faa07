import type {UnreadFile} from '../../contract/unread.js';
import {describeError} from '../../text/system-error.js';
import {findFiles, isGlob} from './find-files.js';
import {nothingToRead} from './nothing-to-read.js';
import {
	closeFile, isGone, keyAt, openToRead, type FileKey, type OpenFile,
} from './open-file.js';

/** How often a glob is read through: in a folder that grows faster than it is read, new files would never end. */
export const mostLooks = 10;

const tooLate = `files kept coming, and the pattern was looked at ${mostLooks} times`;
const replaced = 'another file had taken its name before it was read';

/** A name that can't be read, and why. */
type UnreadName = {readonly path: string; readonly reason: string};

/** A name, and the file that it stood for when it was found; none where that could not be told. */
type FoundName = {readonly path: string; readonly key: FileKey | undefined};

/**
The files that a path or a glob names, one after the other, each once however many names it has.

At its end a glob is looked at again: files that have appeared meanwhile, or were renamed, are read as well, until a look finds nothing new. So a file is owed until it was opened, and is said to be unread only if it never turns up.
*/
export class FileList {
	readonly #pattern: string;
	readonly #onUnread: (file: UnreadFile) => void;

	/** Files that were opened, or can't be. */
	readonly #tried = new Set<FileKey>();

	/** Found, and not tried yet, with what to say if they never are. */
	readonly #owed = new Map<FileKey, UnreadName>();

	/** Names that have stood for a file: what becomes of them later matters only by that file. */
	readonly #known = new Set<string>();

	/** Names that were said to be unreadable. */
	readonly #said = new Set<string>();
	#waiting: readonly FoundName[] = [];
	#next = 0;
	#looks = 0;
	#isGlob = false;

	constructor(pattern: string, onUnread: (file: UnreadFile) => void) {
		this.#pattern = pattern;
		this.#onUnread = onUnread;
	}

	/** Opens the first file. Rejects with a `UsageError` where there is none, or none that can be read. */
	async first(): Promise<OpenFile> {
		this.#isGlob = isGlob(this.#pattern);
		const unread: UnreadName[] = [];
		const note = (name: UnreadName): void => {
			unread.push(name);
		};

		await this.#look(note);
		const opened = this.#openWaiting(note);
		if (opened === undefined) {
			throw nothingToRead(this.#pattern, unread);
		}

		for (const name of unread) {
			this.#say(name);
		}

		return opened;
	}

	/** Opens the next file that was not read yet; `undefined` at the end. */
	async next(): Promise<OpenFile | undefined> {
		for (;;) {
			const opened = this.#openWaiting(this.#say);
			if (opened !== undefined) {
				return opened;
			}

			if (!await this.#findsMore()) { // eslint-disable-line no-await-in-loop -- One look after the other.
				for (const name of this.#owed.values()) {
					this.#say(name);
				}

				return undefined;
			}
		}
	}

	async #findsMore(): Promise<boolean> {
		if (!this.#isGlob || this.#looks > mostLooks) {
			return false;
		}

		try {
			await this.#look(this.#say);
		} catch (error) {
			this.#say({path: this.#pattern, reason: describeError(error)});
			return false;
		}

		// The last look only tells what is left unread.
		return this.#waiting.length > 0 && this.#looks <= mostLooks;
	}

	/** Finds the files that were not tried yet. */
	async #look(onClosed: (folder: UnreadName) => void): Promise<void> {
		this.#looks++;
		const {paths, closedFolders} = this.#isGlob ? await findFiles(this.#pattern) : {paths: [this.#pattern], closedFolders: []};
		const waiting = new Map<string, FoundName>();
		for (const path of paths) {
			const key = keyAt(path);
			if (this.#isNew(path, key) && !waiting.has(key ?? path)) {
				waiting.set(key ?? path, {path, key});
			}
		}

		this.#waiting = [...waiting.values()];
		this.#next = 0;
		for (const folder of closedFolders) {
			if (!this.#said.has(folder.path)) {
				this.#said.add(folder.path);
				onClosed(folder);
			}
		}
	}

	/** Whether a name stands for something that was not tried yet; it is owed from now on. */
	#isNew(path: string, key: FileKey | undefined): boolean {
		if (key === undefined) {
			// A name that has gone since the folder was read is as if it had never been there.
			return !this.#known.has(path) && !this.#said.has(path) && !(this.#isGlob && isGone(path));
		}

		this.#known.add(path);
		if (this.#tried.has(key)) {
			return false;
		}

		this.#owed.set(key, {path, reason: tooLate});
		return true;
	}

	#openWaiting(onUnread: (name: UnreadName) => void): OpenFile | undefined {
		for (let name = this.#waiting[this.#next++]; name !== undefined; name = this.#waiting[this.#next++]) {
			const opened = this.#open(name, onUnread);
			if (opened !== undefined) {
				return opened;
			}
		}

		return undefined;
	}

	#open({path, key}: FoundName, onUnread: (name: UnreadName) => void): OpenFile | undefined {
		const opened = openToRead(path);
		if ('reason' in opened) {
			if (opened.isGone && key !== undefined && this.#isGlob) {
				// It may only have another name now.
				this.#owed.set(key, opened);
			} else {
				this.#finish(key);
				this.#said.add(path);
				onUnread(opened);
			}

			return undefined;
		}

		if (key !== undefined && key !== opened.key) {
			this.#owed.set(key, {path, reason: replaced});
		}

		if (this.#tried.has(opened.key)) {
			closeFile(opened.fd);
			return undefined;
		}

		this.#finish(opened.key);
		return opened;
	}

	#finish(key: FileKey | undefined): void {
		if (key !== undefined) {
			this.#tried.add(key);
			this.#owed.delete(key);
		}
	}

	readonly #say = ({path, reason}: UnreadName): void => {
		this.#onUnread({
			file: path, bytesRead: 0, recordsRead: 0, reason,
		});
	};
}
