import type {Clock} from './ports/clock.js';

/** The clock, read once for all that happens at one time: a reading costs as much as it takes to move ten records. */
export class Moment {
	readonly #clock: Clock;
	#isHeld = false;
	#at: number | undefined;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Monotonic milliseconds. */
	now(): number {
		if (!this.#isHeld) {
			return this.#clock.now();
		}

		this.#at ??= this.#clock.now();
		return this.#at;
	}

	/** Runs something that takes no time once it has asked for the time: the first answer stands for all. */
	hold(run: () => void): void {
		if (this.#isHeld) {
			run();
			return;
		}

		this.#isHeld = true;
		try {
			run();
		} finally {
			this.#isHeld = false;
			this.#at = undefined;
		}
	}
}
