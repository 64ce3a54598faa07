import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import net from 'node:net';
import type {Place} from './place.js';

/** One connection to a receiver that is written byte by byte. */
export type RawConnection = {
	readonly socket: net.Socket;

	/** How many requests have come whole. */
	readonly requests: number;
};

/** Called for each new connection, and for each piece that comes. */
export type OnChange = (connection: RawConnection, isNew: boolean) => void;

export type RawReceiver = {
	readonly port: number;
	readonly connections: readonly RawConnection[];
};

/** A TCP server that says what the test says. It goes when the test ends. */
export async function openRawReceiver(t: Place, onChange: OnChange): Promise<RawReceiver> {
	const connections: RawConnection[] = [];
	const server = net.createServer(socket => {
		socket.setNoDelay(true);
		const counter = new RequestCounter();
		const connection = {
			socket,
			get requests() {
				return counter.requests;
			},
		};
		connections.push(connection);
		socket.on('error', () => {
			socket.destroy();
		});
		socket.on('data', (piece: Uint8Array) => {
			counter.add(piece);
			onChange(connection, false);
		});
		onChange(connection, true);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		for (const {socket} of connections) {
			socket.destroy();
		}

		server.close();
	});
	const address = server.address();
	return {port: typeof address === 'object' && address !== null ? address.port : 0, connections};
}

/** Answers every request as soon as it has come whole. */
export function answering(answer: (connection: RawConnection) => void): (connection: RawConnection) => void {
	const answered = new WeakMap<RawConnection, number>();
	return connection => {
		while ((answered.get(connection) ?? 0) < connection.requests) {
			answered.set(connection, (answered.get(connection) ?? 0) + 1);
			answer(connection);
		}
	};
}

/** Counts requests that have a length, without keeping their bodies. */
class RequestCounter {
	requests = 0;
	#head = '';

	/** What of the body is still to come, in bytes. */
	#body = 0;

	add(piece: Uint8Array): void {
		let rest = piece;
		while (rest.length > 0) {
			rest = this.#body > 0 ? this.#readBody(rest) : this.#readHead(rest);
		}
	}

	#readBody(bytes: Uint8Array): Uint8Array {
		const taken = Math.min(this.#body, bytes.length);
		this.#body -= taken;
		this.requests += Number(this.#body === 0);
		return bytes.subarray(taken);
	}

	#readHead(bytes: Uint8Array): Uint8Array {
		const known = this.#head.length;
		this.#head += Buffer.from(bytes).toString('latin1');
		const end = this.#head.indexOf('\r\n\r\n') + 4;
		if (end < 4) {
			return bytes.subarray(bytes.length);
		}

		this.#body = Number(/content-length: *(?<length>\d+)/iv.exec(this.#head.slice(0, end))?.groups?.length);
		this.#head = '';
		return bytes.subarray(end - known);
	}
}
