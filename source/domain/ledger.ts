/** A number of records and their bytes, newlines included. */
export type Amount = {
	readonly records: number;
	readonly bytes: number;
};

/** Why records were given up: `sinkClosed`, the receiver went away for good (a closed pipe on stdout); `deadLetterFailed`, a record that can't enter could not be kept either. */
export type DropReason = 'sinkClosed' | 'deadLetterFailed';

/**
Where every accepted record is now. Each term is set by its owner from its own state; none is derived from the others, so that a mistake shows.

- `accepted`: taken in by the producer.
- `queued`: waiting in the queue.
- `batched`: in a worker's hands, not handed to the sink; or refused at the entry, while its dead letter can't be written.
- `inFlight`: at the sink, not yet confirmed; or taken by the system, and perhaps not by the receiver.
- `delivered`: confirmed by the receiver.
- `deadLettered`: written to the dead-letter file.
- `dropped`: given up, by reason.
- `cut`: dead letters of which only the beginning was kept, and the bytes that they lack. Not a term of the balance: `deadLettered` has them whole.
- `resent`: records sent again after an unknown outcome; a receiver may hold them twice. Not a term of the balance.
- `unreachable`: at most so much of `delivered` is where nobody can reach it any more, as in a file that was removed or cut. Not a term of the balance.
*/
export type Ledger = {
	readonly accepted: Amount;
	readonly queued: Amount;
	readonly batched: Amount;
	readonly inFlight: Amount;
	readonly delivered: Amount;
	readonly deadLettered: Amount;
	readonly dropped: Readonly<Record<DropReason, Amount>>;
	readonly cut: Amount;
	readonly resent: number;
	readonly unreachable: Amount;
};

export const nothing: Amount = {records: 0, bytes: 0};

/** The ledger before the first record. */
export const emptyLedger: Ledger = {
	accepted: nothing,
	queued: nothing,
	batched: nothing,
	inFlight: nothing,
	delivered: nothing,
	deadLettered: nothing,
	dropped: {sinkClosed: nothing, deadLetterFailed: nothing},
	cut: nothing,
	resent: 0,
	unreachable: nothing,
};

export function add(...amounts: readonly Amount[]): Amount {
	let records = 0;
	let bytes = 0;
	for (const amount of amounts) {
		records += amount.records;
		bytes += amount.bytes;
	}

	return {records, bytes};
}

export function subtract(from: Amount, amount: Amount): Amount {
	return {records: from.records - amount.records, bytes: from.bytes - amount.bytes};
}

/** What is still inside the pipeline. */
export function insideOf(ledger: Ledger): Amount {
	return add(ledger.queued, ledger.batched, ledger.inFlight);
}

export function droppedOf(ledger: Ledger): Amount {
	return add(...Object.values(ledger.dropped));
}

/** What is missing: accepted, and nowhere now. Negative where something is counted twice. */
export function lostOf(ledger: Ledger): Amount {
	return subtract(ledger.accepted, add(ledger.delivered, ledger.deadLettered, droppedOf(ledger), insideOf(ledger)));
}

export function isBalanced(ledger: Ledger): boolean {
	const lost = lostOf(ledger);
	return lost.records === 0 && lost.bytes === 0;
}
