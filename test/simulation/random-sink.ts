import {Buffer} from 'node:buffer';
import type {Random} from '../../source/domain/backoff.js';
import {recordsOf, type Batch} from '../../source/domain/batch.js';
import type {SinkFailure} from '../../source/domain/sink-failure.js';
import type {Clock} from '../../source/engine/ports/clock.js';
import type {Complete, Sink} from '../../source/engine/ports/sink.js';

/** How a sink behaves: times in milliseconds, the rest as shares of the batches. */
export type SinkCharacter = {
	readonly latency: number;
	readonly jitter: number;

	/** Fails, and nothing was received. */
	readonly failures: number;

	/** Receives the batch, but the answer is lost. */
	readonly lostAnswers: number;

	/** Refuses the batch for good. */
	readonly refusals: number;

	/** Wants to be left alone for a while. */
	readonly denials: number;
	readonly window: number;

	/** Refuses every record whose number can be divided by this, and a batch that has one; 0 for none. */
	readonly poison: number;
};

type Outcome = {readonly isReceived: boolean; readonly failure?: SinkFailure};

const failed = (kind: SinkFailure['kind'], message: string, outcomeUnknown = false, retryAfter?: number): SinkFailure => ({
	kind, message, outcomeUnknown, ...(retryAfter !== undefined && {retryAfter}),
});

const poisoned: Outcome = {isReceived: false, failure: {...failed('refused', '422'), isDivisible: true}};

/** The number that a record of a simulation ends with. */
export function sequenceOf(record: Uint8Array): number {
	return Number(/(?<digits>\d+)\}?\n$/v.exec(Buffer.from(record).toString('latin1'))?.groups?.digits);
}

/** A receiver of moods, which remembers how often it has got each record. */
export class RandomSink implements Sink {
	readonly received = new Map<number, number>();
	readonly #character: SinkCharacter;
	readonly #clock: Clock;
	readonly #random: Random;

	constructor(character: SinkCharacter, clock: Clock, random: Random) {
		this.#character = character;
		this.#clock = clock;
		this.#random = random;
	}

	get name(): string {
		return 'random';
	}

	get maxInFlight(): number {
		return this.#character.window;
	}

	async open(): Promise<void> {
		this.received.clear();
	}

	write(batch: Batch, complete: Complete, signal: AbortSignal): void {
		const {latency, jitter} = this.#character;
		const {isReceived, failure} = this.#isPoisoned(batch) ? poisoned : this.#outcome();
		const timer = this.#clock.setTimeout(() => {
			signal.removeEventListener('abort', cancel);
			if (isReceived) {
				this.#receive(batch);
			}

			complete(batch, failure);
		}, Math.max(1, latency + (jitter * ((2 * this.#random()) - 1))));

		// Half of what is cancelled has arrived already, and which half is not known.
		const arrivedEarly = this.#random() < 0.5;
		const cancel = (): void => {
			this.#clock.clearTimeout(timer);
			if (arrivedEarly) {
				this.#receive(batch);
			}

			complete(batch, failed('retry', 'cancelled', true));
		};

		signal.addEventListener('abort', cancel, {once: true});
	}

	async close(): Promise<void> {
		// Nothing to let go of.
	}

	#outcome(): Outcome {
		const {failures, lostAnswers, refusals, denials} = this.#character;
		let dice = this.#random();
		if ((dice -= failures) < 0) {
			return {isReceived: false, failure: failed('retry', '503')};
		}

		if ((dice -= lostAnswers) < 0) {
			return {isReceived: true, failure: failed('retry', 'timeout', true)};
		}

		if ((dice -= refusals) < 0) {
			return {isReceived: false, failure: failed('refused', '400')};
		}

		return (dice - denials) < 0
			? {isReceived: false, failure: failed('denied', '401', false, 200)}
			: {isReceived: true};
	}

	#isPoisoned(batch: Batch): boolean {
		const {poison} = this.#character;
		return poison > 0 && [...recordsOf(batch)].some(record => sequenceOf(record) % poison === 0);
	}

	#receive(batch: Batch): void {
		for (const record of recordsOf(batch)) {
			const sequence = sequenceOf(record);
			this.received.set(sequence, (this.received.get(sequence) ?? 0) + 1);
		}
	}
}
