import type {Batch} from '../../domain/batch.js';
import type {Clock} from '../../engine/ports/clock.js';

/** How long a receiver's refusal for size is remembered, in milliseconds: its limit may be raised. */
const remembered = 10 * 60_000;

/** How large a request may be: as its user says, and less where the receiver has refused one for its size. */
export class RequestSize {
	readonly #clock: Clock;
	readonly #configured: () => number;
	#learned = Infinity;
	#learnedAt = 0;

	constructor(clock: Clock, configured: () => number) {
		this.#clock = clock;
		this.#configured = configured;
	}

	/** The most bytes of the next request, before it is compressed. */
	get most(): number {
		if (this.#learned !== Infinity && this.#clock.now() - this.#learnedAt > remembered) {
			this.#learned = Infinity;
		}

		return Math.min(this.#configured(), this.#learned);
	}

	/** A receiver has refused a batch for its size: half of that is tried from now on. A single record says nothing of what others may have. */
	refused({bytes, records}: Batch): void {
		if (records > 1) {
			this.#learned = Math.min(this.#learned, Math.ceil(bytes / 2));
			this.#learnedAt = this.#clock.now();
		}
	}
}
