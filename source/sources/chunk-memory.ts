import {Buffer} from 'node:buffer';
import {BufferPool} from '../domain/buffer-pool.js';

/** Most memory that is kept for later, in bytes. */
const mostFree = 16 * 1024 * 1024;

/** Room before what is read, for what the read before left of a record, in bytes. */
const headroom = 8 * 1024;

/** Memory for one chunk, and how to give it back. */
export type Memory = {
	readonly bytes: Uint8Array;
	readonly recycle: (() => void) | undefined;
};

/** Memory to read into. Its records can become a chunk where they lie. */
export type ReadMemory = Memory & {
	/** Where to read to: there is room before it. */
	readonly space: Uint8Array;
};

/**
Memory for chunks that is used again once their records have left the pipeline: a system takes longer to hand out fresh pages than to read into them.

Sizes far from the pool's get memory of their own: a pooled buffer for a few records would be held for as long as they live.
*/
export class ChunkMemory {
	readonly #pool: BufferPool;

	/** How much is read at once, in bytes. */
	constructor(readSize: number) {
		const size = headroom + readSize;
		this.#pool = new BufferPool(size, Math.ceil(mostFree / size));
	}

	take(size: number): Memory {
		return size <= this.#pool.size && this.isUsual(size) ? this.#lend(size) : {bytes: Buffer.allocUnsafeSlow(size), recycle: undefined};
	}

	takeToRead(): ReadMemory {
		const memory = this.#lend(this.#pool.size);
		return {...memory, space: memory.bytes.subarray(headroom)};
	}

	/** Whether so many bytes are worth a buffer of the pool. */
	isUsual(size: number): boolean {
		return size >= this.#pool.size / 4;
	}

	#lend(size: number): Memory {
		const buffer = this.#pool.take();
		return {
			bytes: Buffer.from(buffer.buffer, 0, size),
			recycle: () => {
				this.#pool.giveBack(buffer);
			},
		};
	}
}
