/**
Why a batch was not confirmed.

- `retry`: it may go well later (an unreachable host, a timeout, 429, 503). Retried up to `maxAttempts`.
- `denied`: the receiver refuses everything for now (401, 403, 404, 405): a person has to repair it. Retried for ever.
- `refused`: the receiver refuses this batch for good (400, 413, 422). Dead-lettered.
- `closed`: the receiver is gone for good (a closed pipe). The pipeline drains, and what it can't deliver is dropped.
*/
export type SinkFailure = {
	readonly kind: 'retry' | 'denied' | 'refused' | 'closed';

	/** What happened and what to do, as one line for the screen. */
	readonly message: string;

	/** What the failure is about, where the message holds particulars such as a number: failures of one topic are logged once. */
	readonly topic?: string;

	/** How long the receiver asks to wait before the next attempt, in milliseconds. */
	readonly retryAfter?: number;

	/** Whether the refusal may be for a part of the batch, or for its size: the worker then halves it and sends the halves again, down to the single record. Only with `refused`. */
	readonly isDivisible?: boolean;

	/** Whether the receiver may have the records although the batch failed. */
	readonly outcomeUnknown: boolean;
};
