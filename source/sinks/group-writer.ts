import fs from 'node:fs';
import type {SinkFailure} from '../domain/sink-failure.js';
import type {Clock} from '../engine/ports/clock.js';
import type {Sink} from '../engine/ports/sink.js';
import {describeError} from '../engine/system-error.js';
import {
	dropWithdrawn, partsOf, restOfTornRecord, type HandedBatch,
} from './handed-batch.js';
import {writeParts, writePartsAside, type Written} from './write-parts.js';

/** From so many bytes on it is worth to have them written aside, while the engine goes on. */
const leastAside = 64 * 1024;

type GroupWriterOptions = {
	readonly fd: number;

	/** The sink's name, for messages. */
	readonly name: string;

	/** Whether what was torn may be cut off again: the file is regular, opened for appending and ours. */
	readonly canCut: boolean;
	readonly clock: Clock;
};

export type GroupWriter = Required<Pick<Sink, 'write' | 'commit'>> & {
	/** Waits for what is being written. */
	close(): Promise<void>;
};

/**
Writes what all workers hand over in a turn at once, and answers every batch when that is done. A large group is written in another thread, one at a time: the next is gathered meanwhile, and a slow disk holds no timer up.

Where a write fails midway, the batches before that are confirmed and the torn one is cut off again. Where it can't be cut off (a device, or a file that somebody else appends to as well), the rest of the torn record is written before anything else: so no record is ever joined to another.
*/
export function createGroupWriter({
	fd, name, canCut, clock,
}: GroupWriterOptions): GroupWriter {
	let gathered: HandedBatch[] = [];
	let owed: Uint8Array = new Uint8Array(0);
	let size = canCut ? fs.fstatSync(fd).size : 0;
	let underWay: Promise<void> | undefined;

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

	const answer = (group: readonly HandedBatch[], {bytes, error}: Written): void => {
		const now = clock.now();
		if (error === undefined) {
			for (const {batch, settle} of group) {
				settle(batch, undefined, now);
			}

			return;
		}

		const failure: SinkFailure = {kind: 'retry', message: `${name}: ${describeError(error)}`, outcomeUnknown: false};
		let start = 0;
		for (const {batch, settle} of group) {
			const written = bytes - start;
			start += batch.bytes;
			if (written >= batch.bytes) {
				settle(batch, undefined, now);
			} else if (written <= 0 || cut(written)) {
				settle(batch, failure);
			} else {
				owed = restOfTornRecord(batch, written);
				settle(batch, {...failure, outcomeUnknown: true});
			}
		}
	};

	const writeAside = async (group: readonly HandedBatch[], parts: readonly Uint8Array[]): Promise<void> => {
		const written = await writePartsAside(fd, parts);
		underWay = undefined;
		size += written.bytes;
		if (written.error === undefined) {
			commit();
		}

		answer(group, written);
	};

	const commit = (): void => {
		if (underWay !== undefined || gathered.length === 0) {
			return;
		}

		const group = dropWithdrawn(gathered);
		gathered = [];
		const owedError = owed.length > 0 ? payOwed() : undefined;
		if (owedError !== undefined) {
			answer(group, {bytes: 0, error: owedError});
			return;
		}

		const parts = partsOf(group.map(({batch}) => batch));
		if (bytesOf(group) < leastAside) {
			const written = writeParts(fd, parts);
			size += written.bytes;
			answer(group, written);
		} else {
			underWay = writeAside(group, parts);
		}
	};

	return {
		write(batch, settle, signal) {
			gathered.push({batch, settle, signal});
		},
		commit,
		async close() {
			await underWay;
			if (owed.length > 0) {
				payOwed();
			}
		},
	};
}

function bytesOf(group: readonly HandedBatch[]): number {
	let bytes = 0;
	for (const {batch} of group) {
		bytes += batch.bytes;
	}

	return bytes;
}
