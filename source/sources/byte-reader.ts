import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import net from 'node:net';
import process from 'node:process';
import tty from 'node:tty';
import type {Clock} from '../engine/ports/clock.js';
import {describeError, errorCode} from '../engine/system-error.js';

/** A pipe gives no more at once. */
const streamPiece = 64 * 1024;
const filePiece = 256 * 1024;

/** How long to wait until a descriptor that has nothing now is asked again, in milliseconds. */
const emptyWait = 10;

export type ByteEvents = {
	/** The bytes are only good within the call. Returns whether to go on; otherwise nothing is read until `resume`. */
	readonly onBytes: (bytes: Uint8Array) => boolean;

	/** Nothing will come any more; with a message where that is because reading went wrong. */
	readonly onEnd: (error?: string) => void;
};

/** Reads a file descriptor as fast as it is asked to, whatever the descriptor is. */
export type ByteReader = {
	resume(): void;

	/** Reads nothing more, and hands over nothing more: all that was read has been handed over, but for a read of a file under way. */
	stop(): void;
	close(): Promise<void>;
};

/** For pipes, sockets and terminals: these become non-blocking as soon as Node touches them, and `fs` can't read them then. */
export function createStreamReader(fd: number, {onBytes, onEnd}: ByteEvents): ByteReader {
	let isOver = false;
	const end = (error?: string): void => {
		if (!isOver) {
			isOver = true;
			onEnd(error);
		}
	};

	const socket = openSocket(fd, bytes => !isOver && onBytes(bytes) && !isOver);
	socket.on('end', () => {
		end();
	});
	socket.on('error', error => {
		end(describeError(error));
	});
	const pause = (): void => {
		socket.pause();
	};

	return {
		resume() {
			if (!isOver) {
				socket.resume();
			}
		},
		stop() {
			isOver = true;
			pause();
			// Again: a `resume` just before takes effect only at the next tick. This one comes after it, and before anything can be read.
			process.nextTick(pause);
		},
		async close() {
			isOver = true;
			socket.destroy();
		},
	};
}

/** Each read goes straight from the descriptor to `onBytes`: no stream holds any of it back. */
function openSocket(fd: number, onBytes: (bytes: Uint8Array) => boolean): net.Socket {
	const buffer = Buffer.allocUnsafeSlow(streamPiece);
	const options: net.SocketConstructorOpts & net.TcpSocketConnectOpts = {
		readable: true,
		port: 0,
		onread: {
			buffer,
			callback: length => onBytes(buffer.subarray(0, length)),
		},
	};
	if (!tty.isatty(fd)) {
		return new net.Socket({...options, fd, writable: false});
	}

	const terminal = new tty.ReadStream(fd, options);
	terminal.resume();
	return terminal;
}

/** For regular files and devices, which a socket can't read. */
export function createFileReader(fd: number, {onBytes, onEnd}: ByteEvents, clock: Clock): ByteReader {
	const buffer = Buffer.allocUnsafeSlow(filePiece);
	let isReading = false;
	let isOver = false;
	let whenIdle: (() => void) | undefined;

	const end = (error?: string): void => {
		isOver = true;
		onEnd(error);
	};

	const take = (error: unknown, length: number): void => {
		isReading = false;
		whenIdle?.();
		if (isOver) {
			return;
		}

		if (errorCode(error) === 'EAGAIN') {
			clock.setTimeout(read, emptyWait);
		} else if (error) {
			end(describeError(error));
		} else if (length === 0) {
			end();
		} else if (onBytes(buffer.subarray(0, length))) {
			read();
		}
	};

	const read = (): void => {
		if (!isReading && !isOver) {
			isReading = true;
			fs.read(fd, buffer, 0, filePiece, null, take);
		}
	};

	read();
	return {
		resume: read,
		stop() {
			isOver = true;
		},
		async close() {
			isOver = true;
			if (isReading) {
				await new Promise<void>(resolve => {
					whenIdle = resolve;
				});
			}
		},
	};
}
