import type {Batch} from '../../domain/batch.js';
import type {Slice} from '../../domain/chunk.js';
import type {Amount} from '../../domain/ledger.js';

/** What a queue tells when its content has changed; it does not say by how much. */
export type QueueEvents = {
	/** There are records to take. */
	readonly onRecords: () => void;

	/** There is room for offers. */
	readonly onRoom: () => void;
};

/**
A bounded queue between the producer and the workers. What is taken is leased: only `ack` removes it, `release` gives it back to the head of the queue.

All methods but `open` and `close` answer at once, and none promises anything for a single record: a durable or remote queue keeps a window of records at hand and calls `onRecords` and `onRoom` when there is more. A queue does not count references to chunks: the engine recycles the records of a batch after their `ack`.
*/
export type Queue = {
	readonly name: string;

	/** What queued and leased records survive: nothing, a crash of the program, or the loss of the machine. */
	readonly survives: 'nothing' | 'crash' | 'machine';

	/** Records that wait to be taken; in constant time. */
	readonly depth: number;
	readonly depthBytes: number;

	/** What is leased: taken, neither acknowledged nor released. */
	readonly leased: Amount;

	/** The most records that may wait. */
	readonly capacity: number;

	/** The most bytes that may wait or be leased; a single record always enters an empty queue. */
	readonly byteCapacity: number;

	/** Whether offers are still taken. */
	readonly takesOffers: boolean;

	/** Makes the queue ready. Rejects with a `UsageError` where it can't be used. */
	open(events: QueueEvents): Promise<void>;

	/** Enters as many records from the start of a slice as there is room for, and says how many: none after `stopOffers`. */
	offer(slice: Slice): number;

	/** Enters a whole slice even beyond the bounds: what a stopped producer has already read. */
	offerAll(slice: Slice): void;

	/** Leases up to `max` records and adds them to a batch; says how many. */
	take(batch: Batch, max: number): number;

	/** The records of a batch have left the pipeline. */
	ack(batch: Batch): void;

	/** Gives the records of a batch back, ahead of all others; also after `stopOffers`. */
	release(batch: Batch): void;
	resize(capacity: number, byteCapacity: number): void;

	/** Takes no more offers. What waits can still be taken. */
	stopOffers(): void;

	/** Lets go of what the queue holds open. Called once, after the last `ack` and `release`, or after an abort; also for a queue that was not opened. */
	close(): Promise<void>;
};
