import type {SinkFailure} from '../../domain/sink-failure.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Sink} from '../../engine/ports/sink.js';
import {WriteQueue} from '../writing/write-queue.js';
import {openTcpConnection, type TcpConnection} from './tcp-connection.js';

type TcpSinkOptions = {
	readonly host: string;
	readonly port: number;

	/** How long connecting, or a write that makes no progress, may take, in milliseconds; asked at each. */
	readonly timeout: () => number;
	readonly clock: Clock;
};

/**
Newline-terminated records over one TCP connection.

A batch is confirmed once the system has taken all of it for sending: TCP has no other answer. What the system had taken and not sent when a connection breaks is lost to the receiver, and nobody can know how much that was. Batches that were not taken as a whole fail, and are sent again over the next connection.

The connection is made when there is something to send: a receiver that is not there yet is waited for, as long as the workers back off.
*/
export function createTcpSink({host, port, timeout, clock}: TcpSinkOptions): Sink {
	const name = `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`;
	const queue = new WriteQueue(clock);
	let connection: TcpConnection | undefined;
	let isClosed = false;

	const lose = (reason: string): void => {
		connection = undefined;
		const failure: SinkFailure = {kind: 'retry', message: `${name}: ${reason}`, outcomeUnknown: false};
		queue.completeUnderWay({...failure, outcomeUnknown: true});
		queue.failWaiting(failure);
	};

	const finish = (): void => {
		if (queue.hasWaiting) {
			// Not at once: a fast receiver would keep the engine's turn from ever ending.
			clock.defer(commit);
		}

		queue.completeUnderWay();
	};

	const commit = (): void => {
		if (isClosed || queue.isUnderWay || !queue.hasWaiting) {
			return;
		}

		connection ??= openTcpConnection({
			host, port, timeout, clock,
		}, {onOpen: commit, onWritten: finish, onLost: lose});
		if (!connection.isOpen) {
			return;
		}

		const bytes = queue.begin();
		if (bytes !== undefined) {
			connection.write(bytes);
		}
	};

	return {
		name,
		maxInFlight: 64,
		async open() {
			// A receiver that is not there yet is waited for.
		},
		write: queue.write,
		commit,
		async close() {
			isClosed = true;
			const isWhole = !queue.isUnderWay;
			queue.close();
			if (isWhole && connection?.isOpen) {
				await connection.end();
			} else {
				connection?.destroy();
			}
		},
	};
}
