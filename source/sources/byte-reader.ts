import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import net from 'node:net';
import tty from 'node:tty';
import type {Clock} from '../engine/ports/clock.js';
import {describeError, errorCode} from '../engine/system-error.js';

/** A pipe gives no more at once. */
const pipePiece = 64 * 1024;
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

	/** Reads nothing more. `onEnd` follows once what was under way has been handed over. */
	stop(): void;
	close(): Promise<void>;
};

/** For pipes, sockets and terminals: these become non-blocking as soon as Node touches them, and `fs` can't read them then. */
export function createStreamReader(fd: number, {onBytes, onEnd}: ByteEvents, clock: Clock): ByteReader {
	let isStopped = false;
	let isEnded = false;
	const end = (error?: string): void => {
		if (!isEnded) {
			isEnded = true;
			onEnd(error);
		}
	};

	const take = (bytes: Uint8Array): boolean => !isEnded && onBytes(bytes) && !isStopped;
	const socket = tty.isatty(fd) ? openTerminal(fd, take) : openPipe(fd, take);
	socket.on('end', () => {
		end();
	});
	socket.on('error', error => {
		end(describeError(error));
	});

	return {
		resume() {
			if (!isStopped && !isEnded) {
				socket.resume();
			}
		},
		stop() {
			isStopped = true;
			socket.pause();
			clock.defer(() => {
				// Again: a `resume` just before takes effect only after the first. What is read from now on would be lost.
				socket.pause();
				end();
			});
		},
		async close() {
			isEnded = true;
			socket.destroy();
		},
	};
}

function openPipe(fd: number, onBytes: (bytes: Uint8Array) => boolean): net.Socket {
	const buffer = Buffer.allocUnsafeSlow(pipePiece);
	const options: net.SocketConstructorOpts & net.TcpSocketConnectOpts = {
		fd,
		readable: true,
		writable: false,
		port: 0,
		onread: {
			buffer,
			callback: length => onBytes(buffer.subarray(0, length)),
		},
	};
	return new net.Socket(options);
}

function openTerminal(fd: number, onBytes: (bytes: Uint8Array) => boolean): net.Socket {
	const terminal = new tty.ReadStream(fd);
	terminal.on('data', (bytes: Uint8Array) => {
		if (!onBytes(bytes)) {
			terminal.pause();
		}
	});
	return terminal;
}

/** For regular files and devices, which a socket can't read. */
export function createFileReader(fd: number, {onBytes, onEnd}: ByteEvents, clock: Clock): ByteReader {
	const buffer = Buffer.allocUnsafeSlow(filePiece);
	let isReading = false;
	let isEnded = false;
	let isStopped = false;
	let whenIdle: (() => void) | undefined;

	const end = (error?: string): void => {
		if (!isEnded) {
			isEnded = true;
			onEnd(error);
		}
	};

	const take = (error: unknown, length: number): void => {
		isReading = false;
		whenIdle?.();
		if (isEnded) {
			return;
		}

		if (errorCode(error) === 'EAGAIN') {
			clock.setTimeout(read, emptyWait);
		} else if (error) {
			end(describeError(error));
		} else if (length === 0) {
			end();
		} else {
			const wantsMore = onBytes(buffer.subarray(0, length));
			if (isStopped) {
				end();
			} else if (wantsMore) {
				read();
			}
		}
	};

	const read = (): void => {
		if (!isReading && !isStopped && !isEnded) {
			isReading = true;
			fs.read(fd, buffer, 0, filePiece, null, take);
		}
	};

	read();
	return {
		resume: read,
		stop() {
			isStopped = true;
			if (!isReading) {
				clock.defer(() => {
					end();
				});
			}
		},
		async close() {
			isEnded = true;
			if (isReading) {
				await new Promise<void>(resolve => {
					whenIdle = resolve;
				});
			}
		},
	};
}
