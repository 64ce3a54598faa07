import {Buffer} from 'node:buffer';
import {BufferPool} from '../domain/buffer-pool.js';

/** Most memory that is kept for later, in bytes. */
const mostFree = 16 * 1024 * 1024;

/** Memory for one chunk, and how to give it back. */
export type Memory = {
	readonly bytes: Uint8Array;
	readonly recycle: (() => void) | undefined;
};

/**
Memory for chunks that is used again once their records have left the pipeline: a system takes longer to hand out fresh pages than to read into them.

Sizes far from the pool's get memory of their own: a pooled buffer for a few records would be held for as long as they live.
*/
export class ChunkMemory {
	readonly #pool: BufferPool;

	/** The usual size of a chunk, in bytes. */
	constructor(size: number) {
		this.#pool = new BufferPool(size, Math.ceil(mostFree / size));
	}

	take(size: number): Memory {
		if (size > this.#pool.size || size < this.#pool.size / 4) {
			return {bytes: Buffer.allocUnsafeSlow(size), recycle: undefined};
		}

		const buffer = this.#pool.take();
		return {
			bytes: Buffer.from(buffer.buffer, 0, size),
			recycle: () => {
				this.#pool.giveBack(buffer);
			},
		};
	}
}
