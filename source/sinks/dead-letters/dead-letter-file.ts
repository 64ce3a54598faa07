import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import {UsageError} from '../../domain/errors.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {DeadLetters} from '../../engine/ports/dead-letters.js';
import {checkOutput, openOutput, type Output} from '../../files/output.js';
import {describeError} from '../../text/system-error.js';
import {writeWhole} from '../../text/write-whole.js';
import {letterText} from './letter-text.js';

/** Lines are written in pieces of about this size, in bytes. */
const pieceSize = 1024 * 1024;

type DeadLetterFileOptions = {
	/** The file to append to; it is made when the first record comes. */
	readonly path: string;

	/** Whether the user gave the name, as it is unless said: it is then tried at the start, and may be a link. */
	readonly isGiven?: boolean;
	readonly clock: Clock;
};

/** Keeps dead letters as NDJSON, each as `letterText` writes it. */
export function createDeadLetterFile({path: file, isGiven = true, clock}: DeadLetterFileOptions): DeadLetters {
	let output: Output | undefined;
	return {
		name: file,
		open() {
			try {
				if (isGiven) {
					checkOutput(file);
				}
			} catch (error) {
				throw new UsageError(`can't keep dead letters in ${file}: ${describeError(error)}`, 'name another file with --dead-letter');
			}
		},
		keep(records, reason, size) {
			try {
				output ??= openOutput(file, {followsLinks: isGiven});
				appendWhole(output, textOf(records, {at: new Date(clock.wall() / 1000).toISOString(), reason, size}));
			} catch (error) {
				throw new Error(`can't keep dead letters in ${file}: ${describeError(error)}`, {cause: error});
			}
		},
		close() {
			output?.close();
			output = undefined;
		},
	};
}

function * textOf(records: Iterable<Uint8Array>, about: Parameters<typeof letterText>[1]): Generator<string> {
	for (const record of records) {
		yield * letterText(record, about);
	}
}

/** Appends everything, or nothing: after a failure the records stay where they are, and are tried again. */
function appendWhole({fd, isFile}: Output, texts: Iterable<string>): void {
	const {size} = fs.fstatSync(fd);
	try {
		let piece = '';
		for (const text of texts) {
			piece += text;
			if (piece.length >= pieceSize) {
				writeWhole(fd, Buffer.from(piece));
				piece = '';
			}
		}

		writeWhole(fd, Buffer.from(piece));
	} catch (error) {
		if (isFile) {
			fs.ftruncateSync(fd, size);
		}

		throw error;
	}
}
