import type {Chunk, Slice} from '../../domain/chunk.js';
import {Ring} from '../../domain/ring.js';

/** Chunks that a source has read and the pump has not taken yet, in their order. */
export class PendingChunks {
	#chunks = new Ring<Chunk>();

	/** How many records of the first chunk have been taken. */
	#taken = 0;

	get isEmpty(): boolean {
		return this.#chunks.first() === undefined;
	}

	put(chunk: Chunk | undefined): void {
		if (chunk !== undefined) {
			this.#chunks.push(chunk);
		}
	}

	/** The next records, at most so many, all of one chunk. */
	take(max: number): Slice | undefined {
		const chunk = this.#chunks.first();
		if (chunk === undefined || max < 1) {
			return undefined;
		}

		const from = this.#taken;
		const to = Math.min(chunk.records, from + max);
		this.#taken = to;
		if (to === chunk.records) {
			this.#chunks.shift();
			this.#taken = 0;
		}

		return {
			chunk, from, to, maybeDelivered: false,
		};
	}

	clear(): void {
		this.#chunks = new Ring();
		this.#taken = 0;
	}
}
