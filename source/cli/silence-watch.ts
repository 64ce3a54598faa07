import type {Clock} from '../engine/ports/clock.js';

/** Milliseconds beyond what an engine may take in which it may be silent. */
const margin = 5000;

/** Milliseconds between the two looks before an engine counts as stuck: a program that stood still hears in them what came meanwhile. */
const lastLook = 1000;

/** Hears from an engine that was asked to stop, and tells when it has been silent for too long. */
export class SilenceWatch {
	readonly #clock: Clock;
	readonly #isStuck: (silence: number) => void;
	#heardAt = 0;
	#timer: number | undefined;

	/** @param isStuck Called once, with the milliseconds of silence. */
	constructor(clock: Clock, isStuck: (silence: number) => void) {
		this.#clock = clock;
		this.#isStuck = isStuck;
	}

	/** Something was heard. */
	heard(): void {
		this.#heardAt = this.#clock.now();
	}

	/** Begins to watch. `most` is how long the engine may still take, in milliseconds, as far as is known. */
	begin(most: () => number): void {
		if (this.#timer === undefined) {
			this.heard();
			this.#look(most, false);
		}
	}

	end(): void {
		if (this.#timer !== undefined) {
			this.#clock.clearTimeout(this.#timer);
		}
	}

	#look(most: () => number, isLast: boolean): void {
		const silence = this.#clock.now() - this.#heardAt;
		const left = most() + margin - silence;
		if (left <= 0 && isLast) {
			this.#isStuck(silence);
			return;
		}

		this.#timer = this.#clock.setTimeout(() => {
			this.#look(most, left <= 0);
		}, Math.max(left, lastLook));
	}
}
