import fs from 'node:fs';
import tty from 'node:tty';
import type {Chunk} from '../../domain/chunk.js';
import {UsageError} from '../../domain/errors.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Source, SourceEvents} from '../../engine/ports/source.js';
import {describeError} from '../../text/system-error.js';
import type {ByteReader} from '../reading/byte-reader.js';
import {ChunkMemory, type Memory} from '../reading/chunk-memory.js';
import {PendingChunks} from '../reading/pending-chunks.js';
import {createFileReader, filePiece} from '../reading/file-reader.js';
import {ReadCoalescer} from '../reading/read-coalescer.js';
import {createRecordSplitter} from '../reading/record-splitter.js';
import {createStreamReader, streamPiece} from './stream-reader.js';

type StdinSourceOptions = {
	/** The file descriptor to read; 0 unless said. It stays the caller's. */
	readonly fd?: number;

	/** The largest record that may pass, its newline included, in bytes. */
	readonly maxRecordSize: number;
	readonly clock: Clock;
};

/**
Newline-terminated records from a file descriptor: a pipe, a socket, a file, a device or a terminal. They pass byte for byte; only a missing last newline is added. What was read is held, and no more is read until it has been taken and the reader asks again: one read at first, then up to eight of a stream, which become one turn of the engine.

Stopped, it ends after the last whole record that was read. What was read of the next one is refused, as its end has not come; but a file still holds it.

A record that is too large is refused, and the stream goes on.
*/
export function createStdinSource({fd = 0, maxRecordSize, clock}: StdinSourceOptions): Source {
	const name = fd === 0 ? 'stdin' : `fd:${fd}`;

	/** One read's whole records, and at the end the last record. */
	const pending = new PendingChunks();
	let hasEnded = false;
	let isPaused = false;

	/** How many reads may still be held before no more is read. */
	let credit = 1;
	let mostReads = 1;
	let hasRead = false;
	let bytesRead = 0;
	let recordsRead = 0;
	let reader: ByteReader | undefined;

	const openReader = (stats: fs.Stats, events: SourceEvents): ByteReader => {
		const isStream = stats.isFIFO() || stats.isSocket() || tty.isatty(fd);
		mostReads = isStream ? 8 : 1;
		const memory = new ChunkMemory(isStream ? streamPiece : filePiece);
		const splitter = createRecordSplitter({
			source: name,
			maxRecordSize,
			memory,
			now: () => clock.now(),
			onRefused: events.onRefused,
		});
		const end = (last: Chunk | undefined, error?: string): void => {
			pending.put(last);
			hasEnded = true;
			if (error !== undefined) {
				events.onUnread?.({
					file: name, bytesRead, recordsRead, reason: error,
				});
			}

			events.onReady();
		};

		const coalescer = new ReadCoalescer(clock, events.onReady);
		const byteEvents = {
			onBytes(bytes: Uint8Array, given?: Memory): boolean {
				bytesRead += bytes.length;
				const chunk = splitter.push(bytes, given);
				pending.put(chunk);
				if (chunk === undefined) {
					return true;
				}

				hasRead = true;
				recordsRead += chunk.records;
				credit--;
				isPaused = credit < 1;
				if (isPaused) {
					coalescer.finish();
				} else {
					coalescer.arrived();
				}

				return !isPaused;
			},
			onEnd(error?: string): void {
				if (error !== undefined) {
					splitter.abandon(`the end of this record never came on ${name}: ${error}`);
				}

				end(splitter.end(), error);
			},
		};
		const bytes = isStream
			? createStreamReader({fd, memory}, byteEvents)
			: createFileReader({
				fd, isRegular: stats.isFile(), memory, clock,
			}, byteEvents);
		return {
			...bytes,
			stop() {
				bytes.stop();
				if (!hasEnded) {
					// Of a record that was read in part, a file still has all; from anywhere else that part is gone, and its end unknown.
					if (!stats.isFile()) {
						splitter.abandon(`the end of this record had not come on ${name} when it was stopped`);
					}

					end(undefined);
				}
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
			try {
				const stats = fs.fstatSync(fd);
				if (stats.isDirectory()) {
					throw new UsageError(`can't read ${name}: it is a folder`, 'give it a file or a pipe');
				}

				reader = openReader(stats, events);
			} catch (error) {
				throw error instanceof UsageError ? error : new UsageError(`can't read ${name}: ${describeError(error)}`);
			}
		},
		read(max) {
			const slice = pending.take(max);
			if (slice !== undefined || max < 1 || !hasRead) {
				return slice;
			}

			// The pump asks for more only once it has found a place for the last records.
			credit = mostReads;
			if (isPaused) {
				isPaused = false;
				reader?.resume();
			}

			return pending.take(max);
		},
		stop() {
			reader?.stop();
		},
		async close() {
			pending.clear();
			hasEnded = true;
			await reader?.close();
		},
	};
}
