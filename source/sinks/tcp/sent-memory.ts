import {BufferPool} from '../../domain/buffer-pool.js';
import {groupBytes} from '../writing/write-queue.js';

/** How many free blocks are kept for later. */
const mostFree = 4;

/** Memory that the bytes of several groups lie in, one after the other. */
type Block = {
	readonly bytes: Uint8Array;
	used: number;

	/** Groups in it that are kept. */
	kept: number;
};

/** Where the bytes of a group lie. */
export type SentBytes = {
	readonly block: Block;
	readonly start: number;
	readonly size: number;
};

/** Memory for groups of any size that are kept in order and let go of in order. Small groups share a block; one that is larger than a block has memory of its own. */
export class SentMemory {
	readonly #pool = new BufferPool(groupBytes, mostFree);
	#block: Block = {bytes: this.#pool.take(), used: 0, kept: 0};

	/** The memory that was given out last, and how much of it. */
	#last = this.#block;
	#lastSize = 0;

	/** Memory for one group. Until it is kept, the next call gives the same memory again. */
	allocate(size: number): Uint8Array {
		const block = this.#blockFor(size);
		this.#last = block;
		this.#lastSize = size;
		return block.bytes.subarray(block.used, block.used + size);
	}

	/** The group that was allocated last stays until it is released. */
	keep(): SentBytes {
		const block = this.#last;
		const start = block.used;
		const size = this.#lastSize;
		block.used += size;
		block.kept++;
		return {block, start, size};
	}

	release({block}: SentBytes): void {
		block.kept--;
		if (block.kept === 0 && block !== this.#block && block.bytes.length === groupBytes) {
			this.#pool.giveBack(block.bytes);
		}
	}

	#blockFor(size: number): Block {
		if (size > groupBytes) {
			return {bytes: new Uint8Array(size), used: 0, kept: 0};
		}

		const present = this.#block;
		if (present.kept === 0) {
			present.used = 0;
		}

		if (present.used + size > groupBytes) {
			this.#block = {bytes: this.#pool.take(), used: 0, kept: 0};
		}

		return this.#block;
	}
}

/** The bytes of a group. */
export function bytesOf({block, start, size}: SentBytes): Uint8Array {
	return block.bytes.subarray(start, start + size);
}
