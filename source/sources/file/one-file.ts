import fs from 'node:fs';
import type {UnreadFile} from '../../contract/unread.js';
import type {Chunk} from '../../domain/chunk.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {RefusedRecord} from '../../engine/ports/source.js';
import {grouped} from '../../text/format.js';
import {describeError} from '../../text/system-error.js';
import type {ByteReader} from '../reading/byte-reader.js';
import type {ChunkMemory} from '../reading/chunk-memory.js';
import {createFileReader, type Read} from '../reading/file-reader.js';
import {createRecordSplitter} from '../reading/record-splitter.js';
import {closeFile, type OpenFile} from './open-file.js';

export type OneFileOptions = {
	readonly file: OpenFile;

	/** The largest record that may pass, its newline included, in bytes. */
	readonly maxRecordSize: number;
	readonly memory: ChunkMemory;
	readonly clock: Clock;
	readonly read: Read | undefined;
};

export type OneFileEvents = {
	/** The reader then waits until it is resumed. */
	readonly onChunk: (chunk: Chunk) => void;
	readonly onRefused: (record: RefusedRecord) => void;

	/** The file is closed. A last record without its newline has got it; where reading went wrong, the record that it tore is refused. */
	readonly onEnd: (last: Chunk | undefined, unread: UnreadFile | undefined) => void;
};

/** Reads the records of an open file to its end. */
export function readOneFile({
	file: {path, fd, size}, maxRecordSize, memory, clock, read,
}: OneFileOptions, {onChunk, onRefused, onEnd}: OneFileEvents): ByteReader {
	let bytesRead = 0;
	let recordsRead = 0;
	const splitter = createRecordSplitter({
		source: `file:${path}`,
		maxRecordSize,
		memory,
		now: () => clock.now(),
		onRefused(record) {
			recordsRead++;
			onRefused(record);
		},
	});
	const reader = createFileReader({
		fd, isRegular: true, memory, clock, ...(read !== undefined && {read}),
	}, {
		onBytes(bytes, given) {
			bytesRead += bytes.length;
			const chunk = splitter.push(bytes, given);
			if (chunk === undefined) {
				return true;
			}

			recordsRead += chunk.records;
			onChunk(chunk);
			return false;
		},
		onEnd(error) {
			const reason = error ?? whatWasCut(fd, size, bytesRead);
			closeFile(fd);
			if (reason === undefined) {
				onEnd(splitter.end(), undefined);
				return;
			}

			const unread: UnreadFile = {
				file: path, bytesRead, recordsRead, reason,
			};
			splitter.abandon(`${path} could not be read to the end of this record: ${reason}`);
			onEnd(undefined, unread);
		},
	});
	return {
		...reader,
		async close() {
			await reader.close();
			closeFile(fd);
		},
	};
}

/** Another program may cut a file while it is read: its end is then no end. A file of the system has a size that says nothing, and keeps it. */
function whatWasCut(fd: number, sizeBefore: number, bytesRead: number): string | undefined {
	try {
		const {size} = fs.fstatSync(fd);
		const isCut = size < sizeBefore || (sizeBefore > 0 && size < bytesRead);
		return isCut ? `it was cut to ${grouped(size)} bytes while it was read` : undefined;
	} catch (error) {
		return describeError(error);
	}
}
