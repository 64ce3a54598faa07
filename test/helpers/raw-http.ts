import type {ExecutionContext} from 'ava';
import type {Sink} from '../../source/engine/ports/sink.js';
import {createHttpSink} from '../../source/sinks/http/http-sink.js';
import {realClock} from './clock.js';
import type {RawConnection} from './raw-receiver.js';

/** Answers as they go over the wire. */
export const continues = 'HTTP/1.1 100 Continue\r\n\r\n';
export const hints = 'HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n';
export const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

/** More than the buffers of both ends hold. */
export const tooMuch = 'x'.repeat(32 * (1024 ** 2));

export function chunked(body: string): string {
	return `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${body === '' ? '' : `${body.length.toString(16)}\r\n${body}\r\n`}0\r\n\r\n`;
}

export function sized(body: string): string {
	return `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

/** An HTTP sink to a port of this machine; it is closed when the test ends. */
export function openHttpSink(t: ExecutionContext, port: number, clock = realClock): Sink {
	const sink = createHttpSink({
		url: `http://127.0.0.1:${port}/`, contentType: 'text/plain', gzip: false, timeout: () => 30_000, batchBytes: () => 1024 ** 3, clock,
	});
	t.teardown(async () => sink.close());
	return sink;
}

/** Writes piece by piece, each in a turn of its own. */
export function trickle(socket: RawConnection['socket'], pieces: readonly string[]): void {
	const [piece, ...rest] = pieces;
	if (piece !== undefined) {
		socket.write(piece, 'latin1', () => {
			setImmediate(() => {
				trickle(socket, rest);
			});
		});
	}
}

/** Writes as much as the other end takes, until the connection has gone. */
export function flood(socket: RawConnection['socket'], piece: string): void {
	const more = () => {
		let goesOn = true;
		while (goesOn) {
			goesOn = !socket.destroyed && socket.write(piece);
		}
	};

	socket.on('drain', more);
	more();
}
