import {Buffer} from 'node:buffer';
import type {SinkFailure} from '../../domain/sink-failure.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Complete, Sink} from '../../engine/ports/sink.js';
import {dropCancelled, partsOf, type PendingBatch} from './pending-batch.js';

/** How much is under way at once, in bytes: a slow reader confirms it piece by piece. */
const mostBytes = 256 * 1024;

const cancelledUnderWay: SinkFailure = {kind: 'retry', message: 'cancelled while it was being written', outcomeUnknown: true};

/**
What workers have handed over to a sink that writes one group of batches at a time: the group under way, and what is gathered meanwhile.

A group is copied before it leaves, so that a batch that is cancelled can be answered at once though its bytes are still on their way.
*/
export class WriteQueue {
	readonly #clock: Clock;
	readonly #buffer = Buffer.allocUnsafeSlow(mostBytes);
	readonly #watched = new WeakSet<AbortSignal>();
	#gathered: readonly PendingBatch[] = [];
	#arriving: PendingBatch[] = [];
	#underWay: readonly PendingBatch[] | undefined;
	#isClosed = false;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	get isUnderWay(): boolean {
		return this.#underWay !== undefined;
	}

	get isGathered(): boolean {
		return this.#gathered.length + this.#arriving.length > 0;
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

	/** Puts the first of what is gathered under way, up to what may be, but at least one batch. Its bytes are good until it is answered. */
	begin(): Uint8Array | undefined {
		const waiting = dropCancelled(this.#takeGathered());
		let count = 0;
		let bytes = 0;
		for (const {batch} of waiting) {
			if (count > 0 && bytes + batch.bytes > mostBytes) {
				break;
			}

			bytes += batch.bytes;
			count++;
		}

		this.#gathered = waiting.slice(count);
		if (count === 0) {
			return undefined;
		}

		this.#underWay = waiting.slice(0, count);
		return this.#copy(this.#underWay, bytes);
	}

	/** Answers the group under way. */
	completeUnderWay(failure?: SinkFailure): void {
		const settled = this.#underWay ?? [];
		this.#underWay = undefined;
		settleAll(settled, failure, this.#clock.now());
	}

	/** Answers all that is gathered. */
	failGathered(failure: SinkFailure): void {
		settleAll(this.#takeGathered(), failure, this.#clock.now());
	}

	/** Nothing is answered any more. */
	close(): void {
		this.#isClosed = true;
		this.#underWay = undefined;
		this.#takeGathered();
	}

	readonly #cancel = (): void => {
		if (this.#isClosed) {
			return;
		}

		const flying = this.#underWay ?? [];
		this.#underWay &&= flying.filter(({signal}) => !signal.aborted);
		settleAll(flying.filter(({signal}) => signal.aborted), cancelledUnderWay, this.#clock.now());
		this.#gathered = dropCancelled(this.#takeGathered());
	};

	#takeGathered(): readonly PendingBatch[] {
		const taken = this.#gathered.length === 0 ? this.#arriving : [...this.#gathered, ...this.#arriving];
		this.#gathered = [];
		this.#arriving = [];
		return taken;
	}

	/** The bytes of a group in one piece, in the buffer if they fit. */
	#copy(group: readonly PendingBatch[], bytes: number): Uint8Array {
		const target = bytes <= this.#buffer.length ? this.#buffer : Buffer.allocUnsafeSlow(bytes);
		let length = 0;
		for (const part of partsOf(group.map(({batch}) => batch))) {
			target.set(part, length);
			length += part.length;
		}

		return target.subarray(0, length);
	}
}

function settleAll(handed: ReadonlyArray<{readonly batch: PendingBatch['batch']; readonly complete: Complete}>, failure: SinkFailure | undefined, at: number): void {
	for (const {batch, complete} of handed) {
		complete(batch, failure, at);
	}
}
