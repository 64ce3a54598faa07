import fs from 'node:fs';
import type {SinkFailure} from '../domain/sink-failure.js';
import type {Sink} from '../engine/ports/sink.js';
import {describeError} from '../engine/system-error.js';
import {
	dropWithdrawn, partsOf, restOfTornRecord, type HandedBatch,
} from './handed-batch.js';

/** The most parts that the system takes in one call. */
const mostParts = 1024;

/** Larger calls are slower. */
const mostBytes = 256 * 1024;

type GroupWriterOptions = {
	readonly fd: number;

	/** The sink's name, for messages. */
	readonly name: string;

	/** Whether what was torn may be cut off again: the file is regular, opened for appending and ours. */
	readonly canCut: boolean;
};

type Written = {
	readonly bytes: number;
	readonly error: unknown;
};

/**
Writes what all workers hand over in a turn at once, at the turn's end, and answers every batch then.

Where a write fails midway, the batches before that are confirmed and the torn one is cut off again. Where it can't be cut off (a device, or a file that somebody else appends to as well), the rest of the torn record is written before anything else: so no record is ever joined to another.
*/
export function createGroupWriter({fd, name, canCut}: GroupWriterOptions): Required<Pick<Sink, 'write' | 'commit'>> & {close(): void} {
	let gathered: HandedBatch[] = [];
	let owed: Uint8Array = new Uint8Array(0);
	let size = canCut ? fs.fstatSync(fd).size : 0;

	/** The end of the file is `torn` bytes too far. Whether it could be taken back. */
	const cut = (torn: number): boolean => {
		try {
			if (!canCut || fs.fstatSync(fd).size !== size) {
				return false;
			}

			fs.ftruncateSync(fd, size - torn);
			size -= torn;
			return true;
		} catch {
			return false;
		}
	};

	const payOwed = (): unknown => {
		const {bytes, error} = writeParts(fd, [owed]);
		owed = owed.subarray(bytes);
		size += bytes;
		return error;
	};

	const writeGroup = (group: readonly HandedBatch[]): void => {
		const owedError = owed.length > 0 ? payOwed() : undefined;
		const {bytes, error} = owedError === undefined ? writeParts(fd, partsOf(group.map(({batch}) => batch))) : {bytes: 0, error: owedError};
		size += bytes;
		if (error === undefined) {
			for (const {batch, settle} of group) {
				settle(batch);
			}

			return;
		}

		const failure: SinkFailure = {kind: 'retry', message: `${name}: ${describeError(error)}`, outcomeUnknown: false};
		let start = 0;
		for (const {batch, settle} of group) {
			const written = bytes - start;
			start += batch.bytes;
			if (written >= batch.bytes) {
				settle(batch);
			} else if (written <= 0 || cut(written)) {
				settle(batch, failure);
			} else {
				owed = restOfTornRecord(batch, written);
				settle(batch, {...failure, outcomeUnknown: true});
			}
		}
	};

	return {
		write(batch, settle, signal) {
			gathered.push({batch, settle, signal});
		},
		commit() {
			if (gathered.length > 0) {
				const group = gathered;
				gathered = [];
				writeGroup(dropWithdrawn(group));
			}
		},
		close() {
			if (owed.length > 0) {
				payOwed();
			}
		},
	};
}

/** Writes all parts, in as many calls as it takes; says how much was written until something failed. */
function writeParts(fd: number, parts: Uint8Array[]): Written {
	let bytes = 0;
	let index = 0;
	try {
		while (index < parts.length) {
			let end = index;
			let planned = 0;
			do {
				planned += parts[end]?.length ?? 0;
				end++;
			} while (end < parts.length && end - index < mostParts && planned + (parts[end]?.length ?? 0) <= mostBytes);

			const written = fs.writevSync(fd, index === 0 && end === parts.length ? parts : parts.slice(index, end));
			bytes += written;
			index = advance(parts, index, written);
		}

		return {bytes, error: undefined};
	} catch (error) {
		return {bytes, error};
	}
}

/** The index of the first part that is not written yet; a part that was written in part is replaced by its rest. */
function advance(parts: Uint8Array[], from: number, written: number): number {
	let index = from;
	let left = written;
	let part = parts[index];
	while (part !== undefined && left >= part.length) {
		left -= part.length;
		index++;
		part = parts[index];
	}

	if (part !== undefined && left > 0) {
		parts[index] = part.subarray(left);
	}

	return index;
}
