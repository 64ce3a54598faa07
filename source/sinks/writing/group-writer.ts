import fs from 'node:fs';
import type {Amount} from '../../domain/ledger.js';
import type {SinkFailure} from '../../domain/sink-failure.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Sink} from '../../engine/ports/sink.js';
import {describeError} from '../../text/system-error.js';
import {
	dropCancelled, partsOf, restOfTornRecord, type PendingBatch,
} from './pending-batch.js';
import {writeParts, writePartsAside, type Written} from './write-parts.js';

/** A file that took longer for a group, in milliseconds, has the next written aside: no timer and no command is to wait for a slow disk. */
const longest = 5;

type GroupWriterOptions = {
	readonly fd: number;

	/** The sink's name, for messages. */
	readonly name: string;

	/** Whether what was torn may be cut off again: the file is regular, opened for appending and ours. */
	readonly canCut: boolean;
	readonly clock: Clock;
};

export type GroupWriter = Required<Pick<Sink, 'write' | 'commit'>> & {
	/** What was confirmed so far. */
	readonly confirmed: Amount;

	/** Whether a group is being written in another thread. */
	readonly isWriting: boolean;

	/** Takes back what was handed over and is not being written: another writer is to write it. */
	takeGathered(): readonly PendingBatch[];

	/** Waits for what is being written. */
	close(): Promise<void>;
};

/**
Writes what all workers hand over in a tick at once, then completes every batch. On a slow disk it writes a group in another thread while the next one gathers. On a fast disk a synchronous write is cheaper: another core would have to fetch the data from this core's cache.

Where a write fails midway, it confirms the batches before that and cuts the torn one off again. A device, or a file to which another program appends, can't be cut: there it writes the rest of the torn record before anything else, so that no record is joined to another.
*/
export function createGroupWriter({
	fd, name, canCut, clock,
}: GroupWriterOptions): GroupWriter {
	let gathered: PendingBatch[] = [];
	let owed: Uint8Array = new Uint8Array(0);
	let size = canCut ? fs.fstatSync(fd).size : 0;
	let underWay: Promise<void> | undefined;
	let isSlow = false;
	let confirmedRecords = 0;
	let confirmedBytes = 0;

	const confirm = ({batch, complete}: PendingBatch, now: number): void => {
		confirmedRecords += batch.records;
		confirmedBytes += batch.bytes;
		complete(batch, undefined, now);
	};

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

	const answer = (group: readonly PendingBatch[], {bytes, error}: Written): void => {
		const now = clock.now();
		if (error === undefined) {
			for (const pending of group) {
				confirm(pending, now);
			}

			return;
		}

		const failure: SinkFailure = {kind: 'retry', message: `${name}: ${describeError(error)}`, outcomeUnknown: false};
		let start = 0;
		for (const pending of group) {
			const {batch, complete} = pending;
			const written = bytes - start;
			start += batch.bytes;
			if (written >= batch.bytes) {
				confirm(pending, now);
			} else if (written <= 0 || cut(written)) {
				complete(batch, failure);
			} else {
				owed = restOfTornRecord(batch, written);
				complete(batch, {...failure, outcomeUnknown: true});
			}
		}
	};

	const note = ({bytes}: Written, begun: number): void => {
		size += bytes;
		isSlow = clock.now() - begun > longest;
	};

	const writeAside = async (group: readonly PendingBatch[], parts: readonly Uint8Array[]): Promise<void> => {
		const begun = clock.now();
		const written = await writePartsAside(fd, parts);
		underWay = undefined;
		note(written, begun);
		if (written.error === undefined) {
			commit();
		}

		answer(group, written);
		if (written.error !== undefined) {
			// The next commit mends the torn record, then writes what has gathered meanwhile.
			clock.defer(commit);
		}
	};

	const commit = (): void => {
		if (underWay !== undefined || gathered.length === 0) {
			return;
		}

		const group = dropCancelled(gathered);
		gathered = [];
		const owedError = owed.length > 0 ? payOwed() : undefined;
		if (owedError !== undefined) {
			answer(group, {bytes: 0, error: owedError});
			return;
		}

		const parts = partsOf(group.map(({batch}) => batch));
		if (isSlow) {
			underWay = writeAside(group, parts);
			return;
		}

		const begun = clock.now();
		const written = writeParts(fd, parts);
		note(written, begun);
		answer(group, written);
	};

	return {
		write(batch, complete, signal) {
			gathered.push({batch, complete, signal});
		},
		commit,
		get confirmed() {
			return {records: confirmedRecords, bytes: confirmedBytes};
		},
		get isWriting() {
			return underWay !== undefined;
		},
		takeGathered() {
			const taken = gathered;
			gathered = [];
			return taken;
		},
		async close() {
			await underWay;
			if (owed.length > 0) {
				payOwed();
			}
		},
	};
}
