import {Buffer} from 'node:buffer';
import type {Batch} from '../../domain/batch.js';
import type {Amount} from '../../domain/ledger.js';
import type {SinkFailure} from '../../domain/sink-failure.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Complete, Sink} from '../../engine/ports/sink.js';
import {dropCancelled, partsOf, type PendingBatch} from './pending-batch.js';

/** How much is under way at once, in bytes, unless one batch is larger: a slow reader confirms it piece by piece. */
export const groupBytes = 256 * 1024;

/**
Makes of batches what is sent as one group, `size` bytes in all.

A batch may be cancelled, answered and its memory used again while its bytes are still on their way: so the group is a copy, or it holds their memory.
*/
export type Gather<Group> = (batches: readonly Batch[], size: number) => Group;

const cancelledUnderWay: SinkFailure = {kind: 'retry', message: 'cancelled while it was being written', outcomeUnknown: true};

/** The batches of a sink that writes one group at a time: the group under way, and the batches that wait for the next. */
export class WriteQueue<Group> {
	readonly #clock: Clock;
	readonly #gather: Gather<Group>;
	readonly #watched = new WeakSet<AbortSignal>();
	#waiting: readonly PendingBatch[] = [];
	#arriving: PendingBatch[] = [];
	#underWay: readonly PendingBatch[] | undefined;
	#isClosed = false;

	constructor(clock: Clock, gather: Gather<Group>) {
		this.#clock = clock;
		this.#gather = gather;
	}

	get isUnderWay(): boolean {
		return this.#underWay !== undefined;
	}

	/** The batches under way that were not cancelled. */
	get underWay(): Amount {
		let [records, bytes] = [0, 0];
		for (const {batch} of this.#underWay ?? []) {
			records += batch.records;
			bytes += batch.bytes;
		}

		return {records, bytes};
	}

	get hasWaiting(): boolean {
		return this.#waiting.length + this.#arriving.length > 0;
	}

	readonly write: Sink['write'] = (batch, complete, signal) => {
		this.#arriving.push({batch, complete, signal});
		if (!this.#watched.has(signal)) {
			this.#watched.add(signal);
			signal.addEventListener('abort', () => {
				this.#clock.defer(this.#cancel);
			}, {once: true});
		}
	};

	/** Puts the first waiting batches under way: at least one, and no more than may be under way at once. */
	begin(): Group | undefined {
		const waiting = dropCancelled(this.#takeWaiting());
		let count = 0;
		let bytes = 0;
		for (const {batch} of waiting) {
			if (count > 0 && bytes + batch.bytes > groupBytes) {
				break;
			}

			bytes += batch.bytes;
			count++;
		}

		this.#waiting = waiting.slice(count);
		if (count === 0) {
			return undefined;
		}

		this.#underWay = waiting.slice(0, count);
		return this.#gather(this.#underWay.map(({batch}) => batch), bytes);
	}

	/** Answers the group under way. */
	completeUnderWay(failure?: SinkFailure): void {
		const completed = this.#underWay ?? [];
		this.#underWay = undefined;
		completeAll(completed, failure, this.#clock.now());
	}

	/** Completes all waiting batches with a failure. */
	failWaiting(failure: SinkFailure): void {
		completeAll(this.#takeWaiting(), failure, this.#clock.now());
	}

	/** Nothing is answered any more. */
	close(): void {
		this.#isClosed = true;
		this.#underWay = undefined;
		this.#takeWaiting();
	}

	readonly #cancel = (): void => {
		if (this.#isClosed) {
			return;
		}

		const flying = this.#underWay ?? [];
		this.#underWay &&= flying.filter(({signal}) => !signal.aborted);
		completeAll(flying.filter(({signal}) => signal.aborted), cancelledUnderWay, this.#clock.now());
		this.#waiting = dropCancelled(this.#takeWaiting());
	};

	#takeWaiting(): readonly PendingBatch[] {
		const taken = this.#waiting.length === 0 ? this.#arriving : [...this.#waiting, ...this.#arriving];
		this.#waiting = [];
		this.#arriving = [];
		return taken;
	}
}

/** Copies each group into one piece. All groups share a buffer: the bytes are good until the next one. */
export function createCopier(): Gather<Uint8Array> {
	const shared = Buffer.allocUnsafeSlow(groupBytes);
	return (batches, size) => {
		const target = size <= shared.length ? shared.subarray(0, size) : Buffer.allocUnsafeSlow(size);
		copyParts(partsOf(batches), target);
		return target;
	};
}

/** Lays parts side by side. */
export function copyParts(parts: readonly Uint8Array[], target: Uint8Array): void {
	let length = 0;
	for (const part of parts) {
		target.set(part, length);
		length += part.length;
	}
}

function completeAll(batches: ReadonlyArray<{readonly batch: PendingBatch['batch']; readonly complete: Complete}>, failure: SinkFailure | undefined, at: number): void {
	for (const {batch, complete} of batches) {
		complete(batch, failure, at);
	}
}
