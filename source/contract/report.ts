import type {Ledger} from '../domain/ledger.js';
import type {FlushReasons} from './snapshot.js';
import type {Unread} from './unread.js';

/** Ends of which the figures are those of the last snapshot before: the engine has ended with an error, or the user has left it because it did not stop. */
export type UnknownEnd = 'crashed' | 'abandoned';

/** The result of a run. */
export type Report = {
	readonly outcome: 'stopped' | 'aborted' | UnknownEnd;

	/** What is to be known of the figures where the end is unknown. */
	readonly note?: string;
	readonly accepted: number;
	readonly delivered: number;
	readonly deadLettered: number;
	readonly dropped: number;

	/** Accepted records that were still in the pipeline when an abort, a crash or the user ended it, and those of `unconfirmed`. */
	readonly left: number;

	/** Of `left`: records that were sent, and of which the receiver did not show that it had read them. */
	readonly unconfirmed?: number;
	readonly lost: number;
	readonly resent: number;

	/** Of `delivered`: at most so many are in a file that was removed or cut, where nobody can reach them any more. */
	readonly unreachable: number;
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

	readonly unread: Unread;
};
