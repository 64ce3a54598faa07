import {addSlice, type Batch} from '../domain/batch.js';
import {
	firstOf, recordsWithin, sliceBytes, sliceOf, sliceRecords, type Slice,
} from '../domain/chunk.js';
import type {Amount} from '../domain/ledger.js';
import {Ring} from '../domain/ring.js';
import type {Queue, QueueEvents} from '../engine/ports/queue.js';

/** A queue in this process's memory: a ring of slices, so that a chunk moves as one, however many records it holds. */
export class MemoryQueue implements Queue {
	readonly #ring = new Ring<Slice>();
	#capacity: number;
	#byteCapacity: number;
	#depth = 0;
	#depthBytes = 0;
	#leasedRecords = 0;
	#leasedBytes = 0;
	#takesOffers = true;
	#events: QueueEvents | undefined;

	/** The bounds are in records, and in bytes of what waits or is leased. */
	constructor(capacity: number, byteCapacity: number) {
		this.#capacity = capacity;
		this.#byteCapacity = byteCapacity;
	}

	get name(): string {
		return 'memory';
	}

	get survives(): 'nothing' {
		return 'nothing';
	}

	get depth(): number {
		return this.#depth;
	}

	get depthBytes(): number {
		return this.#depthBytes;
	}

	get leased(): Amount {
		return {records: this.#leasedRecords, bytes: this.#leasedBytes};
	}

	get capacity(): number {
		return this.#capacity;
	}

	get byteCapacity(): number {
		return this.#byteCapacity;
	}

	get takesOffers(): boolean {
		return this.#takesOffers;
	}

	async open(events: QueueEvents): Promise<void> {
		this.#events = events;
	}

	offer(slice: Slice): number {
		const accepted = this.#takesOffers ? this.#roomFor(slice) : 0;
		if (accepted > 0) {
			this.#enter(firstOf(slice, accepted));
		}

		return accepted;
	}

	offerAll(slice: Slice): void {
		if (sliceRecords(slice) > 0) {
			this.#enter(slice);
		}
	}

	take(batch: Batch, max: number): number {
		let taken = 0;
		const bytesBefore = batch.bytes;
		while (taken < max) {
			const head = this.#ring.first();
			if (head === undefined) {
				break;
			}

			const wanted = max - taken;
			const records = sliceRecords(head);
			if (records <= wanted) {
				this.#ring.shift();
				addSlice(batch, head);
				taken += records;
			} else {
				const middle = head.from + wanted;
				addSlice(batch, sliceOf(head, head.from, middle));
				this.#ring.replaceFirst(sliceOf(head, middle, head.to));
				taken = max;
			}
		}

		this.#lease(taken, batch.bytes - bytesBefore);
		return taken;
	}

	ack(batch: Batch): void {
		this.#leasedRecords -= batch.records;
		this.#leasedBytes -= batch.bytes;
		this.#events?.onRoom();
	}

	release(batch: Batch): void {
		for (const slice of batch.slices.toReversed()) {
			this.#ring.unshift(slice);
		}

		this.#lease(-batch.records, -batch.bytes);
		this.#events?.onRecords();
	}

	resize(capacity: number, byteCapacity: number): void {
		this.#capacity = capacity;
		this.#byteCapacity = byteCapacity;
		this.#events?.onRoom();
	}

	stopOffers(): void {
		this.#takesOffers = false;
	}

	async close(): Promise<void> {
		// Memory needs no closing.
	}

	#roomFor(slice: Slice): number {
		const records = Math.max(0, Math.min(sliceRecords(slice), this.#capacity - this.#depth));
		const held = this.#depthBytes + this.#leasedBytes;
		if (held + sliceBytes(slice) <= this.#byteCapacity) {
			return records;
		}

		const fitting = recordsWithin(slice, this.#byteCapacity - held);
		return Math.min(records, held === 0 ? Math.max(1, fitting) : fitting);
	}

	#enter(slice: Slice): void {
		this.#ring.push(slice);
		this.#depth += sliceRecords(slice);
		this.#depthBytes += sliceBytes(slice);
		this.#events?.onRecords();
	}

	#lease(records: number, bytes: number): void {
		this.#depth -= records;
		this.#depthBytes -= bytes;
		this.#leasedRecords += records;
		this.#leasedBytes += bytes;
		if (records > 0) {
			this.#events?.onRoom();
		}
	}
}
