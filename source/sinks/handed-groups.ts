import {Buffer} from 'node:buffer';
import type {SinkFailure} from '../domain/sink-failure.js';
import type {Clock} from '../engine/ports/clock.js';
import type {Settle, Sink} from '../engine/ports/sink.js';
import {dropWithdrawn, partsOf, type HandedBatch} from './handed-batch.js';

/** How much is under way at once, in bytes: a slow reader confirms it piece by piece. */
const mostBytes = 256 * 1024;

const withdrawnUnderWay: SinkFailure = {kind: 'retry', message: 'withdrawn while it was being written', outcomeUnknown: true};

/**
What workers have handed over to a sink that writes one group of batches at a time: the group under way, and what is gathered meanwhile.

A group is copied before it leaves, so that a batch that is withdrawn can be answered at once though its bytes are still on their way.
*/
export class HandedGroups {
	readonly #clock: Clock;
	readonly #buffer = Buffer.allocUnsafeSlow(mostBytes);
	readonly #watched = new WeakSet<AbortSignal>();
	#gathered: readonly HandedBatch[] = [];
	#arriving: HandedBatch[] = [];
	#underWay: readonly HandedBatch[] | undefined;
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

	readonly write: Sink['write'] = (batch, settle, signal) => {
		this.#arriving.push({batch, settle, signal});
		if (!this.#watched.has(signal)) {
			this.#watched.add(signal);
			signal.addEventListener('abort', () => {
				this.#clock.defer(this.#withdraw);
			}, {once: true});
		}
	};

	/** Puts the first of what is gathered under way, up to what may be, but at least one batch. Its bytes are good until it is answered. */
	begin(): Uint8Array | undefined {
		const waiting = dropWithdrawn(this.#takeGathered());
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
	settleUnderWay(failure?: SinkFailure): void {
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

	readonly #withdraw = (): void => {
		if (this.#isClosed) {
			return;
		}

		const flying = this.#underWay ?? [];
		this.#underWay &&= flying.filter(({signal}) => !signal.aborted);
		settleAll(flying.filter(({signal}) => signal.aborted), withdrawnUnderWay, this.#clock.now());
		this.#gathered = dropWithdrawn(this.#takeGathered());
	};

	#takeGathered(): readonly HandedBatch[] {
		const taken = this.#gathered.length === 0 ? this.#arriving : [...this.#gathered, ...this.#arriving];
		this.#gathered = [];
		this.#arriving = [];
		return taken;
	}

	/** The bytes of a group in one piece, in the buffer if they fit. */
	#copy(group: readonly HandedBatch[], bytes: number): Uint8Array {
		const target = bytes <= this.#buffer.length ? this.#buffer : Buffer.allocUnsafeSlow(bytes);
		let length = 0;
		for (const part of partsOf(group.map(({batch}) => batch))) {
			target.set(part, length);
			length += part.length;
		}

		return target.subarray(0, length);
	}
}

function settleAll(handed: ReadonlyArray<{readonly batch: HandedBatch['batch']; readonly settle: Settle}>, failure: SinkFailure | undefined, at: number): void {
	for (const {batch, settle} of handed) {
		settle(batch, failure, at);
	}
}
