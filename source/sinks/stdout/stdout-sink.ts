import fs from 'node:fs';
import tty from 'node:tty';
import {UsageError} from '../../domain/errors.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Sink} from '../../engine/ports/sink.js';
import {describeError} from '../../text/system-error.js';
import {createGroupWriter, type GroupWriter} from '../writing/group-writer.js';
import {createStreamWriter, type StreamWriter} from '../writing/stream-writer.js';

type StdoutSinkOptions = {
	/** The file descriptor to write to; 1 unless said. */
	readonly fd?: number;
	readonly clock: Clock;
};

/** Writes records to a file descriptor, whatever it is, and confirms what the system has taken. */
export function createStdoutSink({fd = 1, clock}: StdoutSinkOptions): Sink {
	const name = fd === 1 ? 'stdout' : `fd:${fd}`;
	let writer: GroupWriter | StreamWriter | undefined;
	return {
		name,
		maxInFlight: 64,
		async open() {
			try {
				const stats = fs.fstatSync(fd);
				if (stats.isFIFO() || stats.isSocket() || tty.isatty(fd)) {
					writer = createStreamWriter({fd, name, clock});
				} else {
					// An empty write finds out whether the descriptor may be written at all.
					fs.writeSync(fd, '');
					writer = createGroupWriter({
						fd, name, canCut: false, clock,
					});
				}
			} catch (error) {
				throw new UsageError(`can't write to ${name}: ${describeError(error)}`);
			}
		},
		write(batch, complete, signal) {
			writer?.write(batch, complete, signal);
		},
		commit() {
			writer?.commit();
		},
		async close() {
			await writer?.close();
		},
	};
}
