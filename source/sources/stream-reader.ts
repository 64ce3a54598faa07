import {Buffer} from 'node:buffer';
import net from 'node:net';
import process from 'node:process';
import tty from 'node:tty';
import {describeError} from '../engine/system-error.js';
import type {ByteEvents, ByteReader} from './byte-reader.js';

/** A pipe gives no more at once. */
export const streamPiece = 64 * 1024;

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
