import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import http from 'node:http';
import type {Place} from './place.js';

/** What a receiver got in one request. */
export type Received = {
	readonly method: string | undefined;
	readonly path: string | undefined;
	readonly headers: http.IncomingHttpHeaders;
	readonly body: Uint8Array;
};

/** Answers one request; the socket can be broken with `response.destroy()`. */
export type Answer = (response: http.ServerResponse, request: http.IncomingMessage) => void;

export type HttpReceiver = {
	readonly port: number;
	readonly requests: readonly Received[];

	/** How many connections were made so far. */
	readonly connections: number;

	/** How every request from now on is answered; until then it is with 204. */
	answer(how: Answer): void;
};

/** A real HTTP server on this machine that keeps what it gets; it goes when the test ends. */
export async function openReceiver(t: Place): Promise<HttpReceiver> {
	const requests: Received[] = [];
	let connections = 0;
	let answer: Answer = response => {
		response.writeHead(204).end();
	};

	const server = http.createServer((request, response) => {
		const pieces: Uint8Array[] = [];
		request.on('data', (piece: Uint8Array) => {
			pieces.push(piece);
		});
		request.on('end', () => {
			requests.push({
				method: request.method, path: request.url, headers: request.headers, body: Buffer.concat(pieces),
			});
			answer(response, request);
		});
	});
	server.on('connection', () => {
		connections++;
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.closeAllConnections();
		server.close();
	});
	const address = server.address();
	return {
		port: typeof address === 'object' && address !== null ? address.port : 0,
		requests,
		get connections() {
			return connections;
		},
		answer(how) {
			answer = how;
		},
	};
}

/** A port of this machine on which no server listens. */
export async function unusedPort(): Promise<number> {
	const server = http.createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	return typeof address === 'object' && address !== null ? address.port : 0;
}
