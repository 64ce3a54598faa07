import type {Batch} from '../../domain/batch.js';
import type {Slice} from '../../domain/chunk.js';
import type {Amount} from '../../domain/ledger.js';

/** Told by a queue when what it holds has changed; it says nothing of how much. */
export type QueueEvents = {
	readonly onRecords: () => void;
	readonly onRoom: () => void;
};

/**
A bounded queue between the producer and the workers. What is taken is leased: only `ack` removes it, `release` gives it back to the head of the queue.

It answers at once and makes no promise per record; a remote queue keeps what it has fetched at hand and calls `onRecords` when there is more.
*/
export type Queue = {
	readonly name: string;

	/** Records that wait to be taken; in constant time. */
	readonly depth: number;
	readonly depthBytes: number;

	/** What is leased: taken, neither acknowledged nor released. */
	readonly leased: Amount;

	/** The most records that may wait. */
	readonly capacity: number;

	/** The most bytes that may wait or be leased; a single record always enters an empty queue. */
	readonly byteCapacity: number;
	readonly isClosed: boolean;

	/** Enters as many records from the start of a slice as there is room for, and says how many. A closed queue takes none. */
	offer(slice: Slice): number;

	/** Enters a whole slice though it may be over the bounds: what a stopped producer had already read. */
	offerAll(slice: Slice): void;

	/** Leases up to `max` records and adds them to a batch; says how many. */
	take(batch: Batch, max: number): number;

	/** The records of a batch have left the pipeline. */
	ack(batch: Batch): void;

	/** Gives the records of a batch back, ahead of all others. Allowed on a closed queue. */
	release(batch: Batch): void;
	resize(capacity: number, byteCapacity: number): void;

	/** No more offers. What waits can still be taken. */
	close(): void;
	listen(events: QueueEvents): void;
};
