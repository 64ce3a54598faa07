import fs from 'node:fs';
import {UsageError} from '../../domain/errors.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Source, SourceEvents} from '../../engine/ports/source.js';
import {describeError} from '../../text/system-error.js';
import type {ByteReader} from '../reading/byte-reader.js';
import {ChunkMemory} from '../reading/chunk-memory.js';
import {PendingChunks} from '../reading/pending-chunks.js';
import {createFileReader, filePiece} from '../reading/file-reader.js';
import {createRecordSplitter} from '../reading/record-splitter.js';
import {findFiles} from './find-files.js';

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

Stopped, it ends after the last whole record that was handed over. A file that can't be read any more ends the source, after what was read of it.
*/
export function createFileSource({pattern, sinkPath, maxRecordSize, clock}: FileSourceOptions): Source {
	const name = `file:${pattern}`;
	const memory = new ChunkMemory(filePiece);
	const pending = new PendingChunks();
	let paths: readonly string[] = [];
	let hasEnded = false;
	let isPaused = false;
	let reader: ByteReader | undefined;

	const end = ({onReady, onError}: SourceEvents, error?: string): void => {
		reader = undefined;
		hasEnded = true;
		if (error !== undefined) {
			onError(error);
		}

		onReady();
	};

	const openNext = (events: SourceEvents): void => {
		const [path, ...others] = paths;
		paths = others;
		if (path === undefined) {
			end(events);
			return;
		}

		try {
			reader = openReader(path, events);
		} catch (error) {
			end(events, `can't read ${path}: ${describeError(error)}`);
		}
	};

	const openReader = (path: string, events: SourceEvents): ByteReader => {
		const fd = fs.openSync(path, 'r');
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
				pending.put(splitter.end());
				if (error === undefined) {
					openNext(events);
				} else {
					end(events, `can't go on reading ${path}: ${error}`);
				}
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
			paths = await findFiles(pattern);
			checkApart(paths, sinkPath);
			openNext(events);
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
			await reader?.close();
		},
	};
}

/** A file that the sink appends to grows as fast as it is read. */
function checkApart(paths: readonly string[], sinkPath: string | undefined): void {
	const sink = sinkPath === undefined ? undefined : fs.statSync(sinkPath, {throwIfNoEntry: false});
	const same = sink && paths.find(path => {
		const {dev, ino} = fs.statSync(path);
		return dev === sink.dev && ino === sink.ino;
	});
	if (same !== undefined) {
		throw new UsageError(`can't read ${same}: the sink writes to it`, 'name another file in one of them');
	}
}
