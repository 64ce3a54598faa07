import {Buffer} from 'node:buffer';
import net from 'node:net';
import type {Clock} from '../../engine/ports/clock.js';
import {describeError} from '../../text/system-error.js';
import {watchFarewell, type ConnectionEnd} from './farewell.js';
import {readSystemQueues, type SystemQueues} from './system-queues.js';

export type TcpConnectionOptions = {
	readonly host: string;
	readonly port: number;

	/** How long connecting, or a write that makes no progress, may take, in milliseconds. */
	readonly timeout: () => number;
	readonly clock: Clock;
};

export type TcpConnectionEvents = {
	readonly onOpen: () => void;

	/** The system has taken what was written. */
	readonly onWritten: () => void;

	/** It can't be used any more, once. A write under way has been answered before, or never will be. */
	readonly onOver: (end: ConnectionEnd) => void;
};

/** One connection to a receiver, from its making to its end. */
export type TcpConnection = {
	readonly isOpen: boolean;

	/** One write at a time, of one or more parts. */
	write(parts: readonly Uint8Array[]): void;

	/** Closes this side once the receiver has read all, where that can be known, and after what is being written; `onOver` tells whether the receiver has read to that end. */
	end(): void;

	/** What the system still holds of it; `undefined` where the system does not tell. */
	queues(): Promise<SystemQueues | undefined>;

	/** Ends it without a word to anybody. */
	destroy(): void;
};

export function openTcpConnection({host, port, timeout, clock}: TcpConnectionOptions, {onOpen, onWritten, onOver}: TcpConnectionEvents): TcpConnection {
	// The socket's own end is never closed for it: a receiver that closes first may still refuse what it has not read.
	const socket = net.connect({
		host, port, noDelay: true, keepAlive: true, allowHalfOpen: true,
	});
	let isOpen = false;
	let isWriting = false;
	let isEnding = false;
	let hasEnded = false;
	let isOver = false;
	let endpoints = {
		localAddress: '', localPort: 0, remoteAddress: '', remotePort: 0,
	};

	const finish = (end?: ConnectionEnd): void => {
		if (!isOver) {
			isOver = true;
			isOpen = false;
			clock.clearTimeout(connecting);
			farewell.stop();
			socket.destroy();
			if (end !== undefined) {
				onOver(end);
			}
		}
	};

	const breakOff = (reason: string): void => {
		finish({kind: 'broken', reason});
	};

	const queues = async (): Promise<SystemQueues | undefined> => readSystemQueues(endpoints);
	const farewell = watchFarewell({
		clock,
		timeout,
		queues,
		closeSide() {
			socket.end();
		},
		hasEnded: () => hasEnded,
		probe() {
			// A write of nothing: it fails where the receiver has reset the connection.
			if (socket.writable) {
				socket.write(Buffer.alloc(0), () => undefined);
			}
		},
		onOver: finish,
	});

	const limit = timeout();
	const connecting = clock.setTimeout(() => {
		breakOff(`not connected in ${limit} ms`);
	}, limit);

	socket.on('connect', () => {
		clock.clearTimeout(connecting);
		const {localAddress = '', localPort = 0, remoteAddress = '', remotePort = 0} = socket;
		endpoints = {
			localAddress, localPort, remoteAddress, remotePort,
		};
		isOpen = true;
		onOpen();
	});
	socket.on('error', error => {
		breakOff(describeError(error));
	});
	// Only where a write has made no progress for so long.
	socket.on('timeout', () => {
		if (isWriting) {
			breakOff(`nothing was taken in ${socket.timeout ?? 0} ms`);
		}
	});
	socket.on('end', () => {
		isOpen = false;
		hasEnded = true;
		if (!isWriting) {
			farewell.ended();
		}
	});
	const written = (error?: unknown): void => {
		isWriting = false;
		if (isOver || error instanceof Error) {
			return;
		}

		onWritten();
		if (hasEnded) {
			farewell.ended();
		}
	};

	// What a receiver says is not listened to; but unread it would hide that it has closed.
	socket.resume();

	return {
		get isOpen() {
			return isOpen;
		},
		write(parts) {
			const longest = timeout();
			if (socket.timeout !== longest) {
				socket.setTimeout(longest);
			}

			isWriting = true;
			// All parts in one call of the system.
			socket.cork();
			for (const [index, part] of parts.entries()) {
				socket.write(part, index === parts.length - 1 ? written : undefined);
			}

			socket.uncork();
		},
		end() {
			if (!isOver && !isEnding) {
				isOpen = false;
				isEnding = true;
				farewell.end();
			}
		},
		queues,
		destroy() {
			finish();
		},
	};
}
