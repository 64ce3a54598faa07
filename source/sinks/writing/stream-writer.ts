import net from 'node:net';
import tty from 'node:tty';
import type {SinkFailure} from '../../domain/sink-failure.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Sink} from '../../engine/ports/sink.js';
import {describeError, errorCode} from '../../text/system-error.js';
import {WriteQueue} from './write-queue.js';

type StreamWriterOptions = {
	readonly fd: number;

	/** The sink's name, for messages. */
	readonly name: string;
	readonly clock: Clock;
};

export type StreamWriter = Required<Pick<Sink, 'write' | 'commit'>> & {close(): void};

/** Writes to a pipe, a socket or a terminal: one group at a time, while the next one gathers. */
export function createStreamWriter({fd, name, clock}: StreamWriterOptions): StreamWriter {
	const stream = tty.isatty(fd) ? new tty.WriteStream(fd) : new net.Socket({fd, readable: false, writable: true});
	const queue = new WriteQueue(clock);
	let gone: SinkFailure | undefined;
	let isClosed = false;

	const lose = (error: unknown): void => {
		if (gone !== undefined || isClosed) {
			return;
		}

		const reason = errorCode(error) === 'EPIPE' ? 'its reader has closed it' : describeError(error);
		gone = {kind: 'closed', message: `${name}: ${reason}`, outcomeUnknown: false};
		queue.completeUnderWay({...gone, outcomeUnknown: true});
		queue.failWaiting(gone);
	};

	const finish = (error: unknown): void => {
		if (error) {
			lose(error);
			return;
		}

		if (queue.hasWaiting) {
			// Not at once: a fast reader would keep the engine's turn from ever ending.
			clock.defer(commit);
		}

		queue.completeUnderWay();
	};

	const commit = (): void => {
		if (isClosed || queue.isUnderWay || !queue.hasWaiting) {
			return;
		}

		if (gone !== undefined) {
			queue.failWaiting(gone);
			return;
		}

		const bytes = queue.begin();
		if (bytes !== undefined) {
			stream.write(bytes, finish);
		}
	};

	stream.on('error', lose);
	return {
		write: queue.write,
		commit,
		close() {
			isClosed = true;
			queue.close();
			stream.destroy();
		},
	};
}
