import type {Clock} from '../../engine/ports/clock.js';
import type {Sink} from '../../engine/ports/sink.js';
import {WriteLoop} from '../writing/write-loop.js';
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

A batch is confirmed once the system has taken all of it for sending: TCP has no other answer. What the system had taken and not sent when a connection breaks is lost to the receiver, and how much that was can not be known. Batches that were not taken as a whole fail, and are sent again over the next connection.

The connection is made when there is something to send: a receiver that is not there yet is waited for, as long as the workers back off.
*/
export function createTcpSink({host, port, timeout, clock}: TcpSinkOptions): Sink {
	const name = `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`;
	let connection: TcpConnection | undefined;

	const lose = (reason: string): void => {
		connection = undefined;
		loop.lost({kind: 'retry', message: `${name}: ${reason}`});
	};

	const loop = new WriteLoop(clock, {
		isReady() {
			connection ??= openTcpConnection({
				host, port, timeout, clock,
			}, {onOpen: loop.commit, onWritten: loop.sent, onLost: lose});
			return connection.isOpen;
		},
		send(bytes) {
			connection?.write(bytes);
		},
	});

	return {
		name,
		maxInFlight: 64,
		async open() {
			// A receiver that is not there yet is waited for.
		},
		write: loop.write,
		commit: loop.commit,
		async close() {
			const isWhole = loop.close();
			if (isWhole && connection?.isOpen) {
				await connection.end();
			} else {
				connection?.destroy();
			}
		},
	};
}
