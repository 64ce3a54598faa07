import type {Batch} from '../../domain/batch.js';

/** By which part of itself a learned size grows with each full request that is taken: it doubles in some 90 of them, so that one in as many is refused. */
const growth = 1 / 128;

/**
How large a request may be: as its user says, and less where the receiver has refused one for its size.

A receiver may mean the number of records, or have a bad moment, or get a higher limit. So what was learned falls by half with a refusal and grows slowly with what is taken.
*/
export class RequestSize {
	readonly #configured: () => number;
	#learned = Infinity;

	constructor(configured: () => number) {
		this.#configured = configured;
	}

	/** The most bytes of the next request, before it is compressed. */
	get most(): number {
		return Math.min(this.#configured(), this.#learned);
	}

	/** A receiver has refused a batch for its size: half of that is tried from now on. A single record says nothing of what others may have. */
	refused({bytes, records}: Batch): void {
		if (records > 1) {
			this.#learned = Math.min(this.#learned, Math.ceil(bytes / 2));
		}
	}

	/** A receiver has taken a batch: what used most of the size shows that there may be room for more. */
	accepted({bytes}: Batch): void {
		if (bytes * 2 > this.#learned) {
			const grown = Math.ceil(Math.max(bytes, this.#learned) * (1 + growth));
			this.#learned = grown < this.#configured() ? grown : Infinity;
		}
	}
}
