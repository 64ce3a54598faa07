import fs from 'node:fs';
import {UsageError} from '../../domain/errors.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Source, SourceEvents} from '../../engine/ports/source.js';
import type {ByteReader} from '../reading/byte-reader.js';
import {ChunkMemory} from '../reading/chunk-memory.js';
import {PendingChunks} from '../reading/pending-chunks.js';
import {createFileReader, filePiece} from '../reading/file-reader.js';
import {createRecordSplitter} from '../reading/record-splitter.js';
import {FileList, type OpenFile} from './file-list.js';

type FileSourceOptions = {
	/** A path, or a glob: its files are read one after the other, sorted by name. */
	readonly pattern: string;

	/** The file that the sink appends to, if it does: it would never be read to its end. */
	readonly sinkPath: string | undefined;

	/** The largest record that may pass, its newline included, in bytes. */
	readonly maxRecordSize: number;
	readonly clock: Clock;
};

/**
Newline-terminated records from files, each read once and to its end. They pass byte for byte; only a missing last newline of a file is added, so that no record is joined to that of another file.

Stopped, it ends after the last whole record that was handed over. A file that can't be read, or not to its end, is said, and the next one is read.
*/
export function createFileSource({pattern, sinkPath, maxRecordSize, clock}: FileSourceOptions): Source {
	const name = `file:${pattern}`;
	const memory = new ChunkMemory(filePiece);
	const pending = new PendingChunks();
	let list: FileList | undefined;
	let hasEnded = false;
	let isPaused = false;
	let reader: ByteReader | undefined;
	let opening: Promise<void> | undefined;

	const openNext = async (events: SourceEvents): Promise<void> => {
		reader = undefined;
		const file = await list?.next();
		if (file === undefined) {
			hasEnded = true;
			events.onReady();
		} else if (hasEnded) {
			fs.closeSync(file.fd);
		} else {
			reader = openReader(file, events);
		}
	};

	const openReader = ({path, fd}: OpenFile, events: SourceEvents): ByteReader => {
		let bytesRead = 0;
		const splitter = createRecordSplitter({
			source: `file:${path}`,
			maxRecordSize,
			memory,
			now: () => clock.now(),
			onRefused: events.onRefused,
		});
		const opened = createFileReader({
			fd, isRegular: true, memory, clock,
		}, {
			onBytes(bytes, given) {
				bytesRead += bytes.length;
				const chunk = splitter.push(bytes, given);
				pending.put(chunk);
				if (chunk === undefined) {
					return true;
				}

				isPaused = true;
				events.onReady();
				return false;
			},
			onEnd(error) {
				fs.closeSync(fd);
				if (error === undefined) {
					pending.put(splitter.end());
				} else {
					splitter.abandon(`${path} could not be read to the end of this record: ${error}`);
					events.onUnread?.({file: path, bytesRead, reason: error});
				}

				opening = openNext(events);
			},
		});
		return {
			...opened,
			async close() {
				await opened.close();
				fs.closeSync(fd);
			},
		};
	};

	return {
		name,
		isGenerated: false,
		get isEnded() {
			return hasEnded && pending.isEmpty;
		},
		async open(events) {
			list = new FileList(pattern, file => {
				events.onUnread?.(file);
			});
			checkApart(await list.find(), sinkPath);
			opening = openNext(events);
			await opening;
		},
		read(max) {
			const slice = pending.take(max);
			if (slice !== undefined || max < 1 || !isPaused) {
				return slice;
			}

			isPaused = false;
			reader?.resume();
			return pending.take(max);
		},
		stop() {
			reader?.stop();
			hasEnded = true;
		},
		async close() {
			pending.clear();
			hasEnded = true;
			await opening;
			await reader?.close();
		},
	};
}

/** A file that the sink appends to grows as fast as it is read. */
function checkApart(paths: readonly string[], sinkPath: string | undefined): void {
	const sink = sinkPath === undefined ? undefined : fs.statSync(sinkPath, {throwIfNoEntry: false});
	const same = sink && paths.find(path => {
		const stats = fs.statSync(path, {throwIfNoEntry: false});
		return stats?.dev === sink.dev && stats.ino === sink.ino;
	});
	if (same !== undefined) {
		throw new UsageError(`can't read ${same}: the sink writes to it`, 'name another file in one of them');
	}
}
