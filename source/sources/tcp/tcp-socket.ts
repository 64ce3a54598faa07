import {Buffer} from 'node:buffer';
import net from 'node:net';
import {describeError} from '../../text/system-error.js';
import type {ByteEvents} from '../reading/byte-reader.js';

/** A socket may hold more than a pipe: a large read makes one turn of the engine of what were several. */
export const tcpPiece = 256 * 1024;

/** After so long without a word the system finds out whether the sender is still there, in milliseconds. */
const keepAliveDelay = 60_000;

/** One for all connections: what is in it is used before the next is read. */
const buffer = Buffer.allocUnsafeSlow(tcpPiece);

/** One sender. It is read while it is not paused, and pausing takes effect at once: nothing is held back in it. */
export type TcpSocket = {
	/** The sender's address and port. */
	readonly peer: string;
	pause(): void;
	resume(): void;

	/** Tells the sender that nothing more will be read from a further connection: it should send what it has and close its side. */
	halfClose(): void;

	/** Ends it at once. The sender is told by a reset, so that it does not take what was not read for delivered. */
	reset(): void;
};

/**
Listens to a connection that a server has accepted, without reading yet.

Node's servers can't make sockets that read into a given buffer, so the handle is taken out of the one that was made: else each connection would hold up to a piece that was read though it was paused.
*/
export function takeOver(accepted: net.Socket, {onBytes, onEnd}: ByteEvents): TcpSocket {
	const peer = `${accepted.remoteAddress ?? 'unknown'}:${accepted.remotePort ?? 0}`;
	const options: net.SocketConstructorOpts & {readonly handle: unknown; readonly onread: net.OnReadOpts} = {
		handle: Reflect.get(accepted, '_handle'),
		readable: true,
		writable: true,
		onread: {
			buffer,
			callback: length => !isOver && onBytes(buffer.subarray(0, length)) && !isOver,
		},
	};
	Reflect.set(accepted, '_handle', null);
	accepted.destroy();
	let isOver = false;
	// It would read at once.
	const socket = new net.Socket(options).pause().setKeepAlive(true, keepAliveDelay);
	const end = (error?: string): void => {
		if (!isOver) {
			isOver = true;
			onEnd(error);
		}
	};

	socket.on('end', () => {
		end();
	});
	socket.on('error', error => {
		end(describeError(error));
	});
	socket.on('close', () => {
		end();
	});
	return {
		peer,
		pause() {
			socket.pause();
		},
		resume() {
			socket.resume();
		},
		halfClose() {
			socket.end();
		},
		reset() {
			isOver = true;
			if (socket.writableEnded) {
				// Node can't reset it any more. The system does, where something is unread or still comes.
				socket.destroy();
			} else {
				socket.resetAndDestroy();
			}
		},
	};
}
