import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import {UsageError} from '../../domain/errors.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Sink} from '../../engine/ports/sink.js';
import {describeError, errorCode} from '../../text/system-error.js';
import {createGroupWriter, type GroupWriter} from '../writing/group-writer.js';
import {isNamedPipe} from '../writing/named-pipe.js';

const newline = 10;

type FileSinkOptions = {
	/** The file to append to; it is made where there is none. */
	readonly path: string;
	readonly clock: Clock;
};

/**
Appends records to a local file and confirms what the system has taken.

A crash of its writer may have left the file with a torn record at its end: that record gets its newline first.
*/
export function createFileSink({path, clock}: FileSinkOptions): Sink {
	const name = `file:${path}`;
	let opened: {readonly fd: number; readonly writer: GroupWriter} | undefined;
	return {
		name,
		maxInFlight: 512,
		async open() {
			const fd = openForAppending(path);
			const isRegular = fs.fstatSync(fd).isFile();
			try {
				if (isRegular && endsWithinRecord(path)) {
					fs.writeSync(fd, '\n');
				}
			} catch (error) {
				fs.closeSync(fd);
				throw unwritable(path, error);
			}

			opened = {
				fd, writer: createGroupWriter({
					fd, name, canCut: isRegular, clock,
				}),
			};
		},
		write(batch, complete, signal) {
			opened?.writer.write(batch, complete, signal);
		},
		commit() {
			opened?.writer.commit();
		},
		async close() {
			const closing = opened;
			opened = undefined;
			if (closing !== undefined) {
				await closing.writer.close();
				fs.closeSync(closing.fd);
			}
		},
	};
}

function openForAppending(path: string): number {
	try {
		if (isNamedPipe(path)) {
			throw new UsageError(`can't append to ${path}: it is a pipe`, 'use --sink stdout and redirect it there');
		}

		return fs.openSync(path, 'a');
	} catch (error) {
		throw error instanceof UsageError ? error : unwritable(path, error);
	}
}

function unwritable(path: string, error: unknown): UsageError {
	const hint = errorCode(error) === 'ENOENT' ? 'make its folder first' : 'name a file that you may write';
	return new UsageError(`can't append to ${path}: ${describeError(error)}`, hint);
}

/** Whether a file's last byte is no newline. A file that can't be read is taken to be whole. */
function endsWithinRecord(path: string): boolean {
	let fd: number | undefined;
	try {
		fd = fs.openSync(path, 'r');
		const {size} = fs.fstatSync(fd);
		const last = Buffer.alloc(1);
		return size > 0 && fs.readSync(fd, last, 0, 1, size - 1) === 1 && last[0] !== newline;
	} catch {
		return false;
	} finally {
		if (fd !== undefined) {
			fs.closeSync(fd);
		}
	}
}
