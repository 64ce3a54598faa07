import fs from 'node:fs';
import tty from 'node:tty';
import type {Chunk} from '../domain/chunk.js';
import {UsageError} from '../domain/errors.js';
import type {Clock} from '../engine/ports/clock.js';
import type {Source, SourceEvents} from '../engine/ports/source.js';
import {describeError} from '../engine/system-error.js';
import {createFileReader, createStreamReader, type ByteReader} from './byte-reader.js';
import {createRecordSplitter} from './record-splitter.js';

type StdinSourceOptions = {
	/** The file descriptor to read; 0 unless said. It stays the caller's. */
	readonly fd?: number;

	/** The largest record that may pass, its newline included, in bytes. */
	readonly maxRecordSize: number;
	readonly clock: Clock;
};

/**
Newline-terminated records from a file descriptor: a pipe, a socket, a file, a device or a terminal. They pass byte for byte; only a missing last newline is added. What one read gave is held, and no more is read until it has been taken and the reader asks again.

Stopped on a file, it ends after the last whole record that was read; stopped on anything else, what was read of the next record passes too.

A record that is too large is refused, and the stream goes on.
*/
export function createStdinSource({fd = 0, maxRecordSize, clock}: StdinSourceOptions): Source {
	const name = fd === 0 ? 'stdin' : `fd:${fd}`;

	/** One read's whole records, and at the end the last record. */
	const held: Chunk[] = [];

	/** How many records of the first held chunk have been read. */
	let taken = 0;
	let hasEnded = false;
	let isPaused = false;
	let reader: ByteReader | undefined;

	const hold = (chunk: Chunk | undefined): void => {
		if (chunk !== undefined) {
			held.push(chunk);
		}
	};

	const openReader = (stats: fs.Stats, events: SourceEvents): ByteReader => {
		const splitter = createRecordSplitter({
			source: name,
			maxRecordSize,
			now: () => clock.now(),
			onRefused: events.onRefused,
		});
		const end = (last: Chunk | undefined, error?: string): void => {
			hold(last);
			hasEnded = true;
			if (error !== undefined) {
				events.onError(`can't go on reading ${name}: ${error}`);
			}

			events.onReady();
		};

		const byteEvents = {
			onBytes(bytes: Uint8Array): boolean {
				const chunk = splitter.push(bytes);
				hold(chunk);
				if (chunk === undefined) {
					return true;
				}

				isPaused = true;
				events.onReady();
				return false;
			},
			onEnd(error?: string): void {
				end(splitter.end(), error);
			},
		};
		const isStream = stats.isFIFO() || stats.isSocket() || tty.isatty(fd);
		const bytes = isStream ? createStreamReader(fd, byteEvents) : createFileReader(fd, byteEvents, clock);
		return {
			...bytes,
			stop() {
				bytes.stop();
				if (!hasEnded) {
					// Of a record that was read in part, a file still has all; from anywhere else that part is gone.
					end(stats.isFile() ? undefined : splitter.end());
				}
			},
		};
	};

	return {
		name,
		isGenerated: false,
		get isEnded() {
			return hasEnded && held.length === 0;
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
			const chunk = held[0];
			if (max < 1) {
				return undefined;
			}

			if (chunk === undefined) {
				// Only now: whoever asks for more has found a place for what it was given.
				if (isPaused) {
					isPaused = false;
					reader?.resume();
				}

				return undefined;
			}

			const from = taken;
			const to = Math.min(chunk.records, from + max);
			taken = to;
			if (to === chunk.records) {
				held.shift();
				taken = 0;
			}

			return {
				chunk, from, to, suspect: false,
			};
		},
		stop() {
			reader?.stop();
		},
		async close() {
			held.length = 0;
			hasEnded = true;
			await reader?.close();
		},
	};
}
