/**
Why a batch was not confirmed.

- `retry`: it may go well later (an unreachable host, a timeout, 429, 503). Tried again up to `maxAttempts`.
- `denied`: the receiver refuses everything for now (401, 403, 404, 405): somebody has to mend it. Tried again for ever.
- `refused`: the receiver refuses this batch for good (400, 413, 422). Dead-lettered.
- `closed`: the receiver is gone for good (a closed pipe). The pipeline drains, and what it can't deliver is dropped.
*/
export type SinkFailure = {
	readonly kind: 'retry' | 'denied' | 'refused' | 'closed';

	/** What happened and what to do, as one line for the screen. */
	readonly message: string;

	/** What it is about, where the message holds particulars such as the number of a request: failures of one topic are said once. */
	readonly topic?: string;

	/** How long the receiver asked to be left alone, in milliseconds. */
	readonly retryAfter?: number;

	/** Whether the receiver may have got the records all the same. */
	readonly outcomeUnknown: boolean;
};
