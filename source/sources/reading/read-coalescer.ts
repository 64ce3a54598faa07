import type {Clock} from '../../engine/ports/clock.js';

/** Tells of pieces that arrive one by one, once no more come at once: so a fast stream costs the engine one turn for many of them. */
export class ReadCoalescer {
	readonly #clock: Clock;
	readonly #tell: () => void;
	#pieces = 0;
	#isWaiting = false;

	constructor(clock: Clock, tell: () => void) {
		this.#clock = clock;
		this.#tell = tell;
	}

	arrived(): void {
		this.#pieces++;
		if (!this.#isWaiting) {
			this.#isWaiting = true;
			this.#lookAgain(0);
		}
	}

	/** Tells at once. */
	finish(): void {
		this.#pieces = 0;
		this.#tell();
	}

	#lookAgain(before: number): void {
		this.#clock.defer(() => {
			if (this.#pieces > before) {
				this.#lookAgain(this.#pieces);
				return;
			}

			this.#isWaiting = false;
			if (this.#pieces > 0) {
				this.finish();
			}
		});
	}
}
