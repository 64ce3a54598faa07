import type {Ledger} from '../domain/ledger.js';
import type {FlushReasons} from './snapshot.js';

/** A file of the source that was not read, or not to its end. */
export type UnreadFile = {
	readonly file: string;
	readonly bytesRead: number;
	readonly reason: string;
};

/** The result of a run. */
export type Report = {
	/** `crashed`: the engine has ended with an error, and the figures are those of the last snapshot before it. */
	readonly outcome: 'stopped' | 'aborted' | 'crashed';

	/** What is to be known of the figures after a crash. */
	readonly note?: string;
	readonly accepted: number;
	readonly delivered: number;
	readonly deadLettered: number;
	readonly dropped: number;

	/** Accepted records that were still in the pipeline when an abort or a crash ended it, and those of `unconfirmed`. */
	readonly left: number;

	/** Of `left`: records that were sent, and of which the receiver did not show that it had read them. */
	readonly unconfirmed?: number;
	readonly lost: number;
	readonly resent: number;
	readonly elapsedMs: number;
	readonly workers: {readonly peak: number};

	/** Mean records a second over the whole run. */
	readonly rates: {readonly produced: number; readonly processed: number};

	/** From a record's arrival to its confirmation, over the whole run; `undefined` where nothing was delivered. */
	readonly latencyMs: {readonly p50: number; readonly p99: number; readonly p999: number} | undefined;
	readonly flushReasons: FlushReasons;
	readonly retries: number;
	readonly failures: number;
	readonly ledger: Ledger;

	/** Files of the source that were not read, or not to their end: how many, and the first hundred of them. */
	readonly unread: {readonly count: number; readonly files: readonly UnreadFile[]};
};
