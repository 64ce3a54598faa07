import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import {UsageError} from '../../domain/errors.js';
import {openOutput, type Output} from '../../files/output.js';
import {describeError} from '../../text/system-error.js';
import {writeWhole} from '../../text/write-whole.js';

/** The file that a record goes to. */
export type RecordFile = {
	readonly path: string;

	/** Adds a line. The first line replaces what the file held. Throws where the line can't be written, and then leaves no part of it. */
	append(line: string): void;
};

/**
Opens the file of a recording before the first record, so that a path that can't be written is refused in time. What the file holds stays until the first line.

@throws {UsageError} where the file can't be written.
*/
export function openRecordFile(path: string): RecordFile {
	const {fd, isFile} = open(path);
	let size = 0;
	return {
		path,
		append(line) {
			const bytes = Buffer.from(`${line}\n`);
			try {
				if (isFile && size === 0) {
					fs.ftruncateSync(fd);
				}

				writeWhole(fd, bytes);
				size += bytes.length;
			} catch (error) {
				if (isFile) {
					fs.ftruncateSync(fd, size);
				}

				throw error;
			}
		},
	};
}

function open(path: string): Output {
	try {
		return openOutput(path, {followsLinks: true});
	} catch (error) {
		throw new UsageError(`the record can't be written to ${path}: ${describeError(error)}`, 'name a file in a folder that can be written to');
	}
}
