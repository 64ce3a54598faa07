import {Buffer} from 'node:buffer';
import {BufferPool} from '../../domain/buffer-pool.js';

/** Most memory that is kept for later, in bytes. */
const mostFree = 16 * 1024 * 1024;

/** Room before what is read, for what the read before left of a record, in bytes. */
const headroom = 8 * 1024;

/** Memory for one chunk, and how to give it back. A class, so that all have one shape: looking up an unknown one took as long as looking for fifty newlines. */
export class Memory {
	readonly bytes: Uint8Array;
	readonly recycle: (() => void) | undefined;

	constructor(bytes: Uint8Array, recycle: (() => void) | undefined) {
		this.bytes = bytes;
		this.recycle = recycle;
	}

	/** Where to read to, in memory taken for that: there is room before it. */
	get space(): Uint8Array {
		return this.bytes.subarray(headroom);
	}

	/** The bytes that were read there. */
	filled(length: number): Uint8Array {
		return this.bytes.subarray(headroom, headroom + length);
	}
}

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
		return size <= this.#pool.size && this.isUsual(size) ? this.#lend(size) : new Memory(Buffer.allocUnsafeSlow(size), undefined);
	}

	/** Memory to read into: its records can become a chunk where they lie. */
	takeToRead(): Memory {
		return this.#lend(this.#pool.size);
	}

	/** Whether so many bytes are worth a buffer of the pool. */
	isUsual(size: number): boolean {
		return size >= this.#pool.size / 4;
	}

	#lend(size: number): Memory {
		const buffer = this.#pool.take();
		return new Memory(Buffer.from(buffer.buffer, 0, size), () => {
			this.#pool.giveBack(buffer);
		});
	}
}
