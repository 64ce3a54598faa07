import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import type {Clock} from '../engine/ports/clock.js';
import {describeError, errorCode} from '../engine/system-error.js';
import type {ByteEvents, ByteReader} from './byte-reader.js';

export const filePiece = 256 * 1024;

/** How long to wait until a descriptor that has nothing now is asked again, in milliseconds. */
const emptyWait = 10;

export type FileReaderOptions = {
	readonly fd: number;

	/** Whether what was read and not handed over is still there for others: the next piece is then read while the last is worked on. */
	readonly isRegular: boolean;
	readonly clock: Clock;
};

type Piece = {
	readonly bytes: Uint8Array;
	readonly error: unknown;
};

/** For regular files and devices, which a socket can't read. Whoever opened the descriptor closes it. */
export function createFileReader({fd, isRegular, clock}: FileReaderOptions, {onBytes, onEnd}: ByteEvents): ByteReader {
	let buffer = Buffer.allocUnsafeSlow(filePiece);
	let otherBuffer = isRegular ? Buffer.allocUnsafeSlow(filePiece) : buffer;

	/** Read, and not handed over yet. */
	let ahead: Piece | undefined;
	let isWanted = true;
	let isReading = false;
	let isOver = false;
	let whenIdle: (() => void) | undefined;

	const handOver = ({bytes, error}: Piece): void => {
		ahead = undefined;
		const problem = error ? describeError(error) : undefined;
		if (problem !== undefined || bytes.length === 0) {
			isOver = true;
			onEnd(problem);
			return;
		}

		if (isRegular) {
			[buffer, otherBuffer] = [otherBuffer, buffer];
			read();
		}

		isWanted = onBytes(bytes);
		if (isWanted) {
			read();
		}
	};

	const take = (error: unknown, length: number): void => {
		isReading = false;
		whenIdle?.();
		if (isOver) {
			return;
		}

		if (errorCode(error) === 'EAGAIN') {
			clock.setTimeout(read, emptyWait);
			return;
		}

		ahead = {bytes: buffer.subarray(0, length), error};
		if (isWanted) {
			handOver(ahead);
		}
	};

	const read = (): void => {
		if (!isReading && !isOver && ahead === undefined) {
			isReading = true;
			fs.read(fd, buffer, 0, filePiece, null, take);
		}
	};

	read();
	return {
		resume() {
			isWanted = true;
			if (ahead === undefined || isOver) {
				read();
			} else {
				handOver(ahead);
			}
		},
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
