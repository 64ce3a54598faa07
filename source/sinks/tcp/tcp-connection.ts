import net from 'node:net';
import {createDeferred} from '../../domain/deferred.js';
import type {Clock} from '../../engine/ports/clock.js';
import {describeError} from '../../text/system-error.js';

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

	/** It can't be used any more, once: where the receiver has closed it in order, after what was being written was taken. */
	readonly onLost: (reason: string) => void;
};

/** One connection to a receiver, from its making to its end. */
export type TcpConnection = {
	readonly isOpen: boolean;

	/** One write at a time. */
	write(bytes: Uint8Array): void;

	/** Ends it in order and waits until the receiver has read to that end; rejects where it has not. */
	end(): Promise<void>;
	destroy(): void;
};

/** A receiver that does not close its side has this long to do so after ours, in milliseconds. */
const longestFarewell = 2000;

export function openTcpConnection({host, port, timeout, clock}: TcpConnectionOptions, {onOpen, onWritten, onLost}: TcpConnectionEvents): TcpConnection {
	const socket = net.connect({
		host, port, noDelay: true, keepAlive: true,
	});
	const closed = createDeferred<string | undefined>();
	let isOpen = false;
	let isWriting = false;
	let isOver = false;

	const lose = (reason: string): void => {
		closed.resolve(reason);
		if (!isOver) {
			isOver = true;
			isOpen = false;
			clock.clearTimeout(connecting);
			socket.destroy();
			onLost(reason);
		}
	};

	const limit = timeout();
	const connecting = clock.setTimeout(() => {
		lose(`not connected in ${limit} ms`);
	}, limit);

	socket.on('connect', () => {
		clock.clearTimeout(connecting);
		isOpen = true;
		onOpen();
	});
	socket.on('error', error => {
		lose(describeError(error));
	});
	// Only where a write has made no progress for so long.
	socket.on('timeout', () => {
		if (isWriting) {
			lose(`nothing was taken in ${socket.timeout ?? 0} ms`);
		}
	});
	// The socket ends its own side by itself, after what is being written.
	socket.on('end', () => {
		isOpen = false;
	});
	socket.on('close', () => {
		closed.resolve(undefined);
		lose('the receiver has closed the connection');
	});
	// What a receiver says is not listened to; but unread it would hide that it has closed.
	socket.resume();
	const finish = (error?: unknown): void => {
		isWriting = false;
		if (!isOver && !error) {
			onWritten();
		}
	};

	return {
		get isOpen() {
			return isOpen;
		},
		write(bytes) {
			const longest = timeout();
			if (socket.timeout !== longest) {
				socket.setTimeout(longest);
			}

			isWriting = true;
			socket.write(bytes, finish);
		},
		async end() {
			isOver = true;
			socket.end();
			const timer = clock.setTimeout(() => {
				// What the system has taken still leaves after this.
				closed.resolve(undefined);
			}, Math.min(timeout(), longestFarewell));
			const problem = await closed.promise;
			clock.clearTimeout(timer);
			socket.destroy();
			if (problem !== undefined) {
				throw new Error(`${problem}, before it had read to the end`);
			}
		},
		destroy() {
			isOver = true;
			clock.clearTimeout(connecting);
			socket.destroy();
		},
	};
}
