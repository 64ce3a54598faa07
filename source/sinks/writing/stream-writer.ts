import net from 'node:net';
import tty from 'node:tty';
import type {SinkFailure} from '../../domain/sink-failure.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Sink} from '../../engine/ports/sink.js';
import {describeError, errorCode} from '../../text/system-error.js';
import {WriteLoop} from './write-loop.js';
import {createCopier} from './write-queue.js';

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
	let gone: Pick<SinkFailure, 'kind' | 'message'> | undefined;
	let isClosed = false;

	const lose = (error: unknown): void => {
		if (gone === undefined && !isClosed) {
			const reason = errorCode(error) === 'EPIPE' ? 'its reader has closed it' : describeError(error);
			gone = {kind: 'closed', message: `${name}: ${reason}`};
			loop.lost(gone);
		}
	};

	const finish = (error: unknown): void => {
		if (error) {
			lose(error);
		} else {
			loop.sent();
		}
	};

	const loop = new WriteLoop(clock, {
		isReady: () => gone === undefined,
		send(bytes) {
			stream.write(bytes, finish);
		},
	}, createCopier());

	stream.on('error', lose);
	return {
		write: loop.write,
		commit() {
			if (gone === undefined) {
				loop.commit();
			} else {
				loop.lost(gone);
			}
		},
		close() {
			isClosed = true;
			loop.close();
			stream.destroy();
		},
	};
}
