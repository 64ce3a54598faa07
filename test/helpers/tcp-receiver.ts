import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import net from 'node:net';
import type {Place} from './place.js';
import {until} from './until.js';

/** What is done with a connection; unless said, all it brings is kept. */
export type Handler = (socket: net.Socket, keep: (bytes: Uint8Array) => void) => void;

export type TcpReceiver = {
	readonly port: number;

	/** How many connections were made so far. */
	readonly connections: number;

	/** All that was kept so far, one connection after the other; half a record at the end of one is left out. */
	bytes(): Uint8Array;

	/** Waits until no connection is open. */
	quiet(): Promise<void>;
};

/** A real TCP server on this machine that keeps what it gets; it goes when the test ends. Paused, it leaves everything with the system, where Node would read some by itself. */
export async function openTcpReceiver(t: Place, handle: Handler = keepAll, port = 0, pauseOnConnect = false): Promise<TcpReceiver> {
	const kept: Uint8Array[][] = [];
	const open = new Set<net.Socket>();
	const server = net.createServer({allowHalfOpen: true, pauseOnConnect}, socket => {
		const pieces: Uint8Array[] = [];
		kept.push(pieces);
		open.add(socket);
		socket.on('close', () => {
			open.delete(socket);
		});
		socket.on('error', () => undefined);
		handle(socket, bytes => {
			pieces.push(Uint8Array.from(bytes));
		});
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.close();
		for (const socket of open) {
			socket.destroy();
		}
	});
	const address = server.address();
	return {
		port: typeof address === 'object' && address !== null ? address.port : 0,
		get connections() {
			return kept.length;
		},
		bytes: () => Buffer.concat(kept.map(pieces => wholeRecords(Buffer.concat(pieces)))),
		async quiet() {
			await until(() => open.size === 0);
		},
	};
}

/** Keeps everything, and closes its side once the sender has. */
export function keepAll(socket: net.Socket, keep: (bytes: Uint8Array) => void): void {
	socket.on('data', keep);
	socket.on('end', () => {
		socket.end();
	});
}

function wholeRecords(bytes: Uint8Array): Uint8Array {
	return bytes.subarray(0, bytes.lastIndexOf(10) + 1);
}
