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

/** Writes to a pipe, a socket or a terminal: one group at a time, the next gathered meanwhile. */
export function createStreamWriter({fd, name, clock}: StreamWriterOptions): StreamWriter {
	const stream = tty.isatty(fd) ? new tty.WriteStream(fd) : new net.Socket({fd, readable: false, writable: true});
	const groups = new WriteQueue(clock);
	let gone: SinkFailure | undefined;
	let isClosed = false;

	const lose = (error: unknown): void => {
		if (gone !== undefined || isClosed) {
			return;
		}

		const reason = errorCode(error) === 'EPIPE' ? 'its reader has closed it' : describeError(error);
		gone = {kind: 'closed', message: `${name}: ${reason}`, outcomeUnknown: false};
		groups.completeUnderWay({...gone, outcomeUnknown: true});
		groups.failGathered(gone);
	};

	const finish = (error: unknown): void => {
		if (error) {
			lose(error);
			return;
		}

		if (groups.isGathered) {
			// Not at once: a fast reader would keep the engine's turn from ever ending.
			clock.defer(commit);
		}

		groups.completeUnderWay();
	};

	const commit = (): void => {
		if (isClosed || groups.isUnderWay || !groups.isGathered) {
			return;
		}

		if (gone !== undefined) {
			groups.failGathered(gone);
			return;
		}

		const bytes = groups.begin();
		if (bytes !== undefined) {
			stream.write(bytes, finish);
		}
	};

	stream.on('error', lose);
	return {
		write: groups.write,
		commit,
		close() {
			isClosed = true;
			groups.close();
			stream.destroy();
		},
	};
}
