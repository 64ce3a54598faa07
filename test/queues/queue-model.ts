import type {ExecutionContext} from 'ava';
import {emptyBatch, recycleRecords, type Batch} from '../../source/domain/batch.js';
import {sliceRecords, type Slice} from '../../source/domain/chunk.js';
import type {Queue} from '../../source/engine/ports/queue.js';
import {
	createNumberedChunks, numbersOf, numbersOfSlice, sizesOf,
} from '../helpers/numbered-chunks.js';

export type Step
	= | {readonly type: 'offer' | 'offerAll'; readonly shape: Shape}
		/** Takes into a batch of its own, or on top of one that was taken before. */
		| {readonly type: 'take'; readonly max: number; readonly into: number | undefined}
		| {readonly type: 'ack' | 'release'; readonly which: number}
		| {readonly type: 'resize'; readonly capacity: number; readonly byteCapacity: number}
		| {readonly type: 'stopOffers'};

/** The records of a chunk: so many of one width, or each with its own. */
export type Shape = {readonly records: number; readonly width: number} | readonly number[];

type Assertions = Pick<ExecutionContext, 'is' | 'deepEqual'>;
type Entry = {readonly number: number; readonly size: number; readonly chunk: number};
type Lease = {readonly batch: Batch; readonly entries: Entry[]};

function bytesIn(entries: readonly Entry[]): number {
	let bytes = 0;
	for (const {size} of entries) {
		bytes += size;
	}

	return bytes;
}

/** A queue as a plain list of records, beside a real one that has to agree with it after every step. */
export class QueueModel {
	readonly #t: Assertions;
	readonly #queue: Queue;
	readonly #chunks = createNumberedChunks();
	#waiting: Entry[] = [];
	#leases: Lease[] = [];
	readonly #acked: Entry[] = [];
	readonly #entered: Entry[] = [];
	#capacity: number;
	#byteCapacity: number;
	#isStopped = false;

	constructor(t: Assertions, queue: Queue) {
		this.#t = t;
		this.#queue = queue;
		this.#capacity = queue.capacity;
		this.#byteCapacity = queue.byteCapacity;
	}

	run(step: Step): void {
		switch (step.type) {
			case 'offer': {
				this.#offer(this.#make(step.shape));
				break;
			}

			case 'offerAll': {
				const slice = this.#make(step.shape);
				this.#queue.offerAll(slice);
				this.#enter(this.#entriesOf(slice));
				break;
			}

			case 'take': {
				this.#take(step.max, step.into);
				break;
			}

			case 'ack':
			case 'release': {
				this.#giveBack(step.type, step.which);
				break;
			}

			case 'resize': {
				this.#capacity = step.capacity;
				this.#byteCapacity = step.byteCapacity;
				this.#queue.resize(step.capacity, step.byteCapacity);
				break;
			}

			case 'stopOffers': {
				this.#isStopped = true;
				this.#queue.stopOffers();
				break;
			}
		}

		this.#check();
	}

	/** Empties the queue: each record that entered has then been acknowledged exactly once. */
	finish(): void {
		this.#take(Number.MAX_SAFE_INTEGER, undefined);
		while (this.#leases.length > 0) {
			this.#giveBack('ack', 0);
			this.#check();
		}

		const numbers = (entries: readonly Entry[]) => entries.map(({number}) => number).toSorted((a, b) => a - b);
		this.#t.deepEqual(numbers(this.#acked), numbers(this.#entered));
		this.#t.is(this.#queue.depth + this.#queue.leased.records, 0);
	}

	#make(shape: Shape): Slice {
		return 'width' in shape ? this.#chunks.fixed(shape.records, shape.width) : this.#chunks.varying(shape);
	}

	#entriesOf(slice: Slice): Entry[] {
		const sizes = sizesOf(slice);
		const chunk = this.#chunks.chunks.indexOf(slice.chunk);
		return numbersOfSlice(slice).map((number, index) => ({number, size: sizes[index] ?? 0, chunk}));
	}

	#offer(slice: Slice): void {
		const expected: Entry[] = [];
		if (!this.#isStopped) {
			for (const entry of this.#entriesOf(slice)) {
				const held = bytesIn([...this.#waiting, ...this.#leases.flatMap(({entries}) => entries), ...expected]);
				if (this.#waiting.length + expected.length >= this.#capacity || (held > 0 && held + entry.size > this.#byteCapacity)) {
					break;
				}

				expected.push(entry);
			}
		}

		this.#t.is(this.#queue.offer(slice), expected.length);
		this.#enter(expected);
	}

	#enter(entries: readonly Entry[]): void {
		this.#waiting.push(...entries);
		this.#entered.push(...entries);
	}

	#take(max: number, into: number | undefined): void {
		const lease: Lease = (into === undefined ? undefined : this.#leases[into % Math.max(1, this.#leases.length)]) ?? {batch: emptyBatch(), entries: []};
		const expected = this.#waiting.splice(0, max);
		this.#t.is(this.#queue.take(lease.batch, max), expected.length);
		lease.entries.push(...expected);
		this.#t.deepEqual(numbersOf(lease.batch), lease.entries.map(({number}) => number));
		this.#t.is(lease.batch.records, lease.entries.length);
		this.#t.is(lease.batch.bytes, bytesIn(lease.entries));
		if (!this.#leases.includes(lease)) {
			this.#leases.push(lease);
		}
	}

	#giveBack(how: 'ack' | 'release', which: number): void {
		const lease = this.#leases[which % Math.max(1, this.#leases.length)];
		if (lease === undefined) {
			return;
		}

		this.#leases = this.#leases.filter(other => other !== lease);
		this.#queue[how](lease.batch);
		if (how === 'ack') {
			// The engine's part: a queue does not count references to chunks.
			recycleRecords(lease.batch.slices);
			this.#acked.push(...lease.entries);
		} else {
			this.#waiting = [...lease.entries, ...this.#waiting];
		}
	}

	#check(): void {
		const queue = this.#queue;
		const leased = this.#leases.flatMap(({entries}) => entries);
		this.#t.is(queue.depth, this.#waiting.length);
		this.#t.is(queue.depthBytes, bytesIn(this.#waiting));
		this.#t.deepEqual(queue.leased, {records: leased.length, bytes: bytesIn(leased)});
		this.#t.deepEqual([queue.capacity, queue.byteCapacity, queue.takesOffers], [this.#capacity, this.#byteCapacity, !this.#isStopped]);
		const recycled = this.#chunks.chunks.map((chunk, index) =>
			Number(this.#acked.filter(entry => entry.chunk === index).length === sliceRecords({
				chunk, from: 0, to: chunk.records, maybeDelivered: false,
			})));
		this.#t.deepEqual(this.#chunks.recycled, recycled);
	}
}
