import net from 'node:net';
import process from 'node:process';
import tty from 'node:tty';
import {describeError} from '../../text/system-error.js';
import type {ByteEvents, ByteReader} from '../reading/byte-reader.js';
import type {ChunkMemory, Memory} from '../reading/chunk-memory.js';

/** A pipe gives no more at once, in bytes. */
export const streamPiece = 64 * 1024;

type StreamReaderOptions = {
	readonly fd: number;

	/** Where to read to. */
	readonly memory: ChunkMemory;
};

/** For pipes, sockets and terminals: these become non-blocking as soon as Node touches them, and `fs` can't read them then. */
export function createStreamReader({fd, memory}: StreamReaderOptions, {onBytes, onEnd}: ByteEvents): ByteReader {
	let isOver = false;
	let target: Memory;
	const onread: net.OnReadOpts = {
		buffer() {
			target = memory.takeToRead();
			return target.space;
		},
		callback: length => !isOver && onBytes(target.filled(length), target) && !isOver,
	};
	const end = (error?: string): void => {
		if (!isOver) {
			isOver = true;
			onEnd(error);
		}
	};

	const socket = openSocket(fd, onread);
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

/** Each read goes straight from the descriptor to where it is asked to: no stream holds any of it back. */
function openSocket(fd: number, onread: net.OnReadOpts): net.Socket {
	const options: net.SocketConstructorOpts & net.TcpSocketConnectOpts = {readable: true, port: 0, onread};
	if (!tty.isatty(fd)) {
		return new net.Socket({...options, fd, writable: false});
	}

	const terminal = new tty.ReadStream(fd, options);
	terminal.resume();
	return terminal;
}
