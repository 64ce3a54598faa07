import http, {type ClientRequest} from 'node:http';
import net, {type Socket} from 'node:net';
import process from 'node:process';
import tls from 'node:tls';
import type {HttpTarget} from './http-target.js';

/** A receiver that says how long it keeps an idle connection may close it a little earlier, in milliseconds. */
const safetyMargin = 1000;

/** How long the system waits before it asks whether a silent peer is still there, in milliseconds. */
const keepAliveDelay = 1000;

/**
The connections to one receiver, each for one request at a time. The one used last is used first, so that the others can go.

Node's own agent serves many hosts: for each request it builds a key of every option, and looks up lists by it. This costs more than the request.
*/
export class HttpConnections extends http.Agent {
	/** Node compares it with the protocol of a request. */
	readonly protocol: string;
	readonly #target: HttpTarget;
	readonly #now: () => number;
	readonly #idle: Socket[] = [];
	readonly #all = new Set<Socket>();

	/** Until when an idle connection may be used, in monotonic milliseconds, where its receiver has said so. */
	readonly #usableUntil = new WeakMap<Socket, number>();

	/** What a connection that was never made, or that refused the first byte, was given has not left. */
	readonly #connected = new WeakSet<Socket>();
	#session: tls.ConnectionOptions['session'];

	/** `now`: monotonic milliseconds. */
	constructor(target: HttpTarget, now: () => number) {
		super({keepAlive: true});
		this.protocol = target.isSecure ? 'https:' : 'http:';
		this.#target = target;
		this.#now = now;
	}

	/** Called by Node for each request. */
	addRequest(request: ClientRequest): void {
		const idle = this.#takeIdle();
		if (idle === undefined) {
			request.onSocket(this.#connect());
			return;
		}

		request.reusedSocket = true;
		request.onSocket(idle);
		// Node hands the request to the system in the tick that it has just asked for, so this one comes after it.
		process.nextTick(this.#checkFirstWrite, idle);
	}

	/** Whether a byte of a request may have left over its connection. */
	mayHaveSent({socket}: ClientRequest): boolean {
		return socket !== null && this.#connected.has(socket);
	}

	/** Heeds how long a receiver keeps a connection, by its `Keep-Alive` header. */
	heed(socket: Socket, keepAlive: string): void {
		const seconds = /(?:^|[,\s])timeout=(?<seconds>\d+)/v.exec(keepAlive)?.groups?.seconds;
		if (seconds !== undefined) {
			this.#usableUntil.set(socket, this.#now() + (Number(seconds) * 1000) - safetyMargin);
		}
	}

	override destroy(): void {
		for (const socket of this.#all) {
			socket.destroy();
		}
	}

	#takeIdle(): Socket | undefined {
		for (let socket = this.#idle.pop(); socket !== undefined; socket = this.#idle.pop()) {
			const isStale = (this.#usableUntil.get(socket) ?? Infinity) < this.#now();
			if (socket.writable && !isStale) {
				socket.off('data', destroyThis);
				return socket;
			}

			socket.destroy();
		}

		return undefined;
	}

	#connect(): Socket {
		const {isSecure, endpoint: {hostname: host, port}} = this.#target;
		const options = {
			host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveDelay,
		};
		const socket = isSecure ? this.#connectSecurely(options) : net.connect(options);
		this.#all.add(socket);
		socket.once(isSecure ? 'secureConnect' : 'connect', () => {
			this.#connected.add(socket);
		});
		socket.on('free', () => {
			if (!socket.destroyed) {
				// Nothing is asked over it now. What comes all the same would be taken for the answer to the next request.
				socket.on('data', destroyThis);
				this.#idle.push(socket);
			}
		});
		socket.on('error', () => {
			// It is told to the request, if there is one.
		});
		socket.once('close', () => {
			this.#all.delete(socket);
			const index = this.#idle.indexOf(socket);
			if (index !== -1) {
				this.#idle.splice(index, 1);
			}
		});
		return socket;
	}

	/** Keeps the session, so that further connections need no whole handshake. */
	#connectSecurely(options: tls.ConnectionOptions): Socket {
		const {host = ''} = options;
		const socket = tls.connect({...options, session: this.#session, servername: net.isIP(host) === 0 ? host : ''});
		socket.on('session', session => {
			this.#session = session;
		});
		return socket;
	}

	readonly #checkFirstWrite = (socket: Socket): void => {
		if (socket.errored !== null) {
			this.#connected.delete(socket);
		}
	};
}

function destroyThis(this: Socket): void {
	this.destroy();
}
