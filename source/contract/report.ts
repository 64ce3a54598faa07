import type {Ledger} from '../domain/ledger.js';
import type {FlushReasons} from './snapshot.js';

/** The result of a run. */
export type Report = {
	readonly outcome: 'stopped' | 'aborted';
	readonly accepted: number;
	readonly delivered: number;
	readonly deadLettered: number;
	readonly dropped: number;

	/** Accepted records that were still in the pipeline when an abort ended it, and those of `unconfirmed`. */
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
};
