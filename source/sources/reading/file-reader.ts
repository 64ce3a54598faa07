import fs from 'node:fs';
import type {Clock} from '../../engine/ports/clock.js';
import {describeError, errorCode} from '../../text/system-error.js';
import type {ByteEvents, ByteReader} from './byte-reader.js';
import type {ChunkMemory, Memory} from './chunk-memory.js';

/** How much is read at once, in bytes. */
export const filePiece = 256 * 1024;

/** How long to wait until a descriptor that has nothing now is asked again, in milliseconds. */
const emptyWait = 10;

/** Reads the next bytes of a descriptor into a space; an error, or how many there were, comes later. */
export type Read = (fd: number, space: Uint8Array, onRead: (error: unknown, length: number) => void) => void;

export type FileReaderOptions = {
	readonly fd: number;

	/** `fs.read` unless said. */
	readonly read?: Read;

	/** Whether the file keeps what was read: the next piece can then be read while the last one is worked on. */
	readonly isRegular: boolean;

	/** Where to read to. */
	readonly memory: ChunkMemory;
	readonly clock: Clock;
};

const readFromSystem: Read = (fd, space, onRead) => {
	fs.read(fd, space, 0, space.length, null, onRead);
};

type Piece = {
	readonly memory: Memory;
	readonly length: number;
	readonly error: unknown;
};

/** For regular files and devices, which a socket can't read. The opener of the descriptor closes it. */
export function createFileReader({
	fd, read: readBytes = readFromSystem, isRegular, memory: chunkMemory, clock,
}: FileReaderOptions, {onBytes, onEnd}: ByteEvents): ByteReader {
	/** Read, and not handed over yet. */
	let ahead: Piece | undefined;
	let isWanted = true;
	let isReading = false;
	let isOver = false;
	let whenIdle: (() => void) | undefined;

	const handOver = ({memory, length, error}: Piece): void => {
		ahead = undefined;
		const problem = error ? describeError(error) : undefined;
		if (problem !== undefined || length === 0) {
			memory.recycle?.();
			isOver = true;
			onEnd(problem);
			return;
		}

		if (isRegular) {
			read();
		}

		isWanted = onBytes(memory.filled(length), memory);
		if (isWanted) {
			read();
		}
	};

	const take = (piece: Piece): void => {
		isReading = false;
		whenIdle?.();
		if (isOver) {
			piece.memory.recycle?.();
			return;
		}

		if (errorCode(piece.error) === 'EAGAIN') {
			piece.memory.recycle?.();
			clock.setTimeout(read, emptyWait);
			return;
		}

		ahead = piece;
		if (isWanted) {
			handOver(ahead);
		}
	};

	const read = (): void => {
		if (!isReading && !isOver && ahead === undefined) {
			isReading = true;
			const target = chunkMemory.takeToRead();
			const {space} = target;
			readBytes(fd, space, (error, length) => {
				take({memory: target, length, error});
			});
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
