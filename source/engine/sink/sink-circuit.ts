import type {SinkFailure} from '../../domain/sink-failure.js';
import type {EngineContext} from '../context.js';

/** So many batches in a row must fail, without a success between them, before the sink counts as down. */
const threshold = 3;

/** The longest time between two probes, in milliseconds: a sink that is back is found within a second. */
const longestPause = 900;

/** A worker with failed batches, as far as the circuit speaks to it. */
export type CircuitWaiter = {
	/** It is this worker's turn to try. */
	probe(): void;

	/** The sink delivers again: every worker may try. */
	sinkRecovered(): void;
};

/**
The circuit breaker before the sink. While the sink is down, the workers that hold failed batches wait here, and one at a time tries its batches, once a second. The first success lets all of them go on. Without it each worker would sleep out a back-off of its own, which grows up to half a minute.

It stays closed where `maxAttempts` is limited: there each batch has its own attempts.

Source: "Circuit Breaker", Nygard, Release It!
*/
export class SinkCircuit {
	readonly #context: EngineContext;
	readonly #waiting = new Set<CircuitWaiter>();
	#failures = 0;
	#retryAt = 0;
	#probing: CircuitWaiter | undefined;
	#timer: number | undefined;
	#isHurried = false;

	constructor(context: EngineContext) {
		this.#context = context;
	}

	/** Whether the sink counts as down. */
	get isOpen(): boolean {
		return this.#failures >= threshold && this.#context.settings.maxAttempts === 'unlimited';
	}

	/** A batch has failed, by the sink and not by being cancelled. */
	failed({kind, retryAfter = 0}: SinkFailure): void {
		if (kind === 'retry' || kind === 'denied') {
			this.#failures++;
			this.#retryAt = this.#isHurried ? 0 : this.#context.clock.now() + retryAfter;
		}
	}

	/** The sink has answered for a batch: it was delivered, or refused for what is in it. */
	succeeded(): void {
		if (this.#failures === 0) {
			return;
		}

		this.#failures = 0;
		this.#probing = undefined;
		this.#stopTimer();
		for (const waiter of this.#waiting) {
			waiter.sinkRecovered();
		}

		// A worker whose receiver has asked for time goes on waiting.
		this.#schedule();
	}

	/** Waits for a probe of its own, or for the success of another one. */
	wait(waiter: CircuitWaiter): void {
		this.#waiting.add(waiter);
		this.#ended(waiter);
	}

	stopWaiting(waiter: CircuitWaiter): void {
		this.#waiting.delete(waiter);
	}

	/** The worker has given its batches back: a probe of it will have no answer. */
	forget(waiter: CircuitWaiter): void {
		this.#waiting.delete(waiter);
		this.#ended(waiter);
	}

	/** The pipeline drains: from now on the time that a receiver asks for counts no longer. */
	hurry(): void {
		this.#isHurried = true;
		this.#retryAt = 0;
		this.#stopTimer();
		this.#schedule();
	}

	#ended(waiter: CircuitWaiter): void {
		if (this.#probing === waiter) {
			this.#probing = undefined;
		}

		this.#schedule();
	}

	#schedule(): void {
		if (this.#timer === undefined && this.#probing === undefined && this.#waiting.size > 0) {
			this.#timer = this.#context.clock.setTimeout(this.#probe, this.#pause());
		}
	}

	/** How long until the next probe, in milliseconds: not the same each time, so that several Millraces don't probe together. */
	#pause(): number {
		const {clock, settings, random} = this.#context;
		const pause = Math.min(longestPause, settings.backoffCap) * (0.5 + (random() / 2));
		const asked = Math.min(this.#retryAt - clock.now(), settings.backoffCap);
		return Math.max(pause, asked);
	}

	readonly #probe = (): void => {
		this.#timer = undefined;
		const [first] = this.#waiting;
		if (first !== undefined) {
			this.#waiting.delete(first);
			this.#probing = first;
			first.probe();
		}
	};

	#stopTimer(): void {
		if (this.#timer !== undefined) {
			this.#context.clock.clearTimeout(this.#timer);
			this.#timer = undefined;
		}
	}
}
