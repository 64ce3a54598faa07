import type {UnreadFile} from '../../contract/unread.js';
import type {Slice} from '../../domain/chunk.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Source, SourceEvents} from '../../engine/ports/source.js';
import type {ByteReader} from '../reading/byte-reader.js';
import {ChunkMemory} from '../reading/chunk-memory.js';
import {PendingChunks} from '../reading/pending-chunks.js';
import {filePiece, type Read} from '../reading/file-reader.js';
import {FileList} from './file-list.js';
import {readOneFile} from './one-file.js';
import {closeFile, type OpenFile} from './open-file.js';

type FileSourceOptions = {
	/** A path, or a glob: its files are read one after the other, sorted by name. */
	readonly pattern: string;

	/** The largest record that may pass, its newline included, in bytes. */
	readonly maxRecordSize: number;
	readonly clock: Clock;

	/** Reads from an open file; the system does unless said. */
	readonly read?: Read;
};

/** Newline-terminated records from files, as `createFileSource` says. */
class FileSource implements Source {
	readonly name: string;
	readonly #options: FileSourceOptions;
	readonly #list: FileList;
	readonly #memory = new ChunkMemory(filePiece);
	readonly #pending = new PendingChunks();
	#events: SourceEvents | undefined;
	#hasEnded = false;
	#isPaused = false;
	#reader: ByteReader | undefined;
	#opening: Promise<void> | undefined;

	constructor(options: FileSourceOptions) {
		this.#options = options;
		this.name = `file:${options.pattern}`;
		this.#list = new FileList(options.pattern, file => {
			this.#say(file);
		});
	}

	get isGenerated(): boolean {
		return false;
	}

	get isEnded(): boolean {
		return this.#hasEnded && this.#pending.isEmpty;
	}

	async open(events: SourceEvents): Promise<void> {
		this.#events = events;
		this.#read(await this.#list.first());
	}

	read(max: number): Slice | undefined {
		const slice = this.#pending.take(max);
		if (slice !== undefined || max < 1 || !this.#isPaused) {
			return slice;
		}

		this.#isPaused = false;
		this.#reader?.resume();
		return this.#pending.take(max);
	}

	stop(): void {
		this.#reader?.stop();
		this.#hasEnded = true;
	}

	async close(): Promise<void> {
		this.#pending.clear();
		this.#hasEnded = true;
		await this.#opening;
		await this.#reader?.close();
	}

	/** What is found after a stop was not to be read any more. */
	#say(file: UnreadFile): void {
		if (!this.#hasEnded) {
			this.#events?.onUnread?.(file);
		}
	}

	#read(file: OpenFile): void {
		if (this.#hasEnded) {
			closeFile(file.fd);
			return;
		}

		const {maxRecordSize, clock, read} = this.#options;
		this.#reader = readOneFile({
			file, maxRecordSize, memory: this.#memory, clock, read,
		}, {
			onChunk: chunk => {
				this.#pending.put(chunk);
				this.#isPaused = true;
				this.#events?.onReady();
			},
			onRefused: record => {
				this.#events?.onRefused(record);
			},
			onEnd: (last, unread) => {
				this.#reader = undefined;
				this.#pending.put(last);
				if (unread !== undefined) {
					this.#say(unread);
				}

				this.#opening = this.#readNext();
			},
		});
	}

	async #readNext(): Promise<void> {
		const file = await this.#list.next();
		if (file === undefined) {
			this.#hasEnded = true;
			this.#events?.onReady();
		} else {
			this.#read(file);
		}
	}
}

/**
Newline-terminated records from files, each read once and to its end. They pass byte for byte; only a missing last newline of a file is added, so that no record is joined to that of another file.

Stopped, it ends after the last whole record that was handed over. A file that can't be read, or not to its end, is said, and the next one is read.
*/
export function createFileSource(options: FileSourceOptions): Source {
	return new FileSource(options);
}
