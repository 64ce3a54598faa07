import type {Amount, DropReason} from '../../domain/ledger.js';
import type {Unread, UnreadFile} from '../../contract/unread.js';
import type {FlushReasons} from '../../contract/snapshot.js';

/** How many files are kept; more are only counted. */
const mostFiles = 100;

/** A count of records and bytes that only grows. */
export class Tally {
	#records = 0;
	#bytes = 0;

	get records(): number {
		return this.#records;
	}

	get amount(): Amount {
		return {records: this.#records, bytes: this.#bytes};
	}

	add(records: number, bytes: number): void {
		this.#records += records;
		this.#bytes += bytes;
	}
}

/** Files of the source that were not read, or not to their end: all are counted, and the first are kept. */
export class UnreadFiles {
	readonly #files: UnreadFile[] = [];
	#count = 0;

	get all(): Unread {
		return {count: this.#count, files: [...this.#files]};
	}

	add(file: UnreadFile): void {
		this.#count++;
		if (this.#files.length < mostFiles) {
			this.#files.push(file);
		}
	}
}

/** What has passed each point of the pipeline since the start. Each count has one owner, and only the owner adds to it. */
export type Totals = {
	/** Owned by the producer: records that the queue has taken, and records that can't enter. */
	readonly accepted: Tally;

	/** Owned by the workers: records that the sink has confirmed. */
	readonly delivered: Tally;

	/** Owned by the dead-letter policy and by the refused records. */
	readonly deadLettered: Tally;

	/** Owned by the refused records: dead letters that are not whole, and the bytes that they lack. */
	readonly cut: Tally;

	/** Owned by these two as well. */
	readonly dropped: Readonly<Record<DropReason, Tally>>;

	/** Batches by the reason of their flush. */
	readonly flushes: {-readonly [Reason in keyof FlushReasons]: number};
	resent: number;
	retries: number;
	failures: number;

	/** Owned by the source. */
	readonly unread: UnreadFiles;
};

export function createTotals(): Totals {
	return {
		accepted: new Tally(),
		delivered: new Tally(),
		deadLettered: new Tally(),
		cut: new Tally(),
		dropped: {sinkClosed: new Tally(), deadLetterFailed: new Tally()},
		flushes: {full: 0, linger: 0, drain: 0},
		resent: 0,
		retries: 0,
		failures: 0,
		unread: new UnreadFiles(),
	};
}
