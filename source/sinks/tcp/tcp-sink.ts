import type {Clock} from '../../engine/ports/clock.js';
import type {Sink} from '../../engine/ports/sink.js';
import {ReliableStream} from './reliable-stream.js';

type TcpSinkOptions = {
	readonly host: string;
	readonly port: number;

	/** How long connecting, or a write that makes no progress, may take, in milliseconds; asked at each. */
	readonly timeout: () => number;
	readonly clock: Clock;
};

/**
Newline-terminated records over one TCP connection.

TCP has no answer to a record. A batch is answered once the system has taken all of it for sending, so that the next one can follow; but it is kept, and counts as unconfirmed, as long as the system's buffers may still hold it. When a connection breaks, all of that is sent again over the next one.

The connection is made when there is something to send: a receiver that is not there yet is waited for, as long as the workers back off.
*/
export function createTcpSink({host, port, timeout, clock}: TcpSinkOptions): Sink {
	const name = `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`;
	const stream = new ReliableStream({
		name, host, port, timeout, clock,
	});
	return {
		name,
		maxInFlight: 64,
		get unconfirmed() {
			return stream.unconfirmed;
		},
		get resent() {
			return stream.resent;
		},
		async open(events) {
			// A receiver that is not there yet is waited for.
			stream.tellTo(events);
		},
		write: stream.write,
		commit: stream.commit,
		abort() {
			stream.abort();
		},
		async close() {
			await stream.close();
		},
	};
}
