import type {Random} from '../../source/domain/backoff.js';
import type {Batch} from '../../source/domain/batch.js';
import type {SinkFailure} from '../../source/domain/sink-failure.js';
import type {Clock} from '../../source/engine/ports/clock.js';
import type {Complete, Sink} from '../../source/engine/ports/sink.js';

/** What a receiver is like at a moment. */
export type Character = {
	/** Milliseconds that a batch takes, and how far that varies, as a share. */
	readonly latency: number;
	readonly jitter?: number;

	/** Batches that it works on at a time; further ones wait for their turn. */
	readonly slots?: number;

	/** What becomes of a batch, and of which share of them; the others are delivered. What is refused for a part of it is sent again in halves, down to the single record. */
	readonly outcome?: 'fails' | 'refuses' | 'refuses parts' | 'hangs' | 'is full';
	readonly share?: number;
};

const failures: Readonly<Record<Exclude<NonNullable<Character['outcome']>, 'hangs'>, SinkFailure>> = {
	fails: {kind: 'retry', message: 'connection refused', outcomeUnknown: false},
	refuses: {kind: 'refused', message: 'HTTP 400', outcomeUnknown: false},
	'refuses parts': {
		kind: 'refused', message: 'HTTP 400', isDivisible: true, outcomeUnknown: false,
	},
	'is full': {kind: 'retry', message: 'no space left on device (ENOSPC)', outcomeUnknown: false},
};

type Job = {readonly batch: Batch; readonly complete: Complete; readonly signal: AbortSignal};

/** A receiver of which the truth is known at every moment. What hangs is delivered once the receiver hangs no more. */
export class Receiver implements Sink {
	readonly maxInFlight: number;
	readonly #character: () => Character;
	readonly #clock: Clock;
	readonly #random: Random;
	readonly #queue: Job[] = [];
	#working = 0;

	constructor(character: () => Character, maxInFlight: number, clock: Clock, random: Random) {
		this.#character = character;
		this.maxInFlight = maxInFlight;
		this.#clock = clock;
		this.#random = random;
	}

	get name(): string {
		return 'receiver';
	}

	async open(): Promise<void> {
		// There is nothing to open.
	}

	write(batch: Batch, complete: Complete, signal: AbortSignal): void {
		this.#queue.push({batch, complete, signal});
		this.#clock.defer(() => {
			this.#work();
		});
	}

	async close(): Promise<void> {
		// There is nothing to close.
	}

	#work(): void {
		const {slots = Infinity} = this.#character();
		while (this.#working < slots) {
			const job = this.#queue.shift();
			if (job === undefined) {
				return;
			}

			this.#working++;
			this.#begin(job);
		}
	}

	#begin(job: Job): void {
		const {latency, jitter = 0} = this.#character();
		this.#clock.setTimeout(() => {
			this.#end(job);
		}, Math.max(0.1, latency * (1 + (jitter * ((2 * this.#random()) - 1)))));
	}

	#end(job: Job): void {
		const {batch, complete, signal} = job;
		const {outcome, share = 1} = this.#character();
		const isMet = outcome !== undefined && this.#random() < share;
		if (isMet && outcome === 'hangs' && !signal.aborted) {
			this.#clock.setTimeout(() => {
				this.#end(job);
			}, 50);
			return;
		}

		this.#working--;
		complete(batch, isMet && outcome !== 'hangs' ? failures[outcome] : undefined);
		this.#work();
	}
}
