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

/** The bytes of a group, and the block that they lie in. */
export type SentBytes = {
	readonly block: Block;
	readonly bytes: Uint8Array;
};

/** Memory for groups of any size that are let go of about in the order in which they came. Small groups share a block; one that is larger than a block has memory of its own. */
export class SentMemory {
	readonly #pool = new BufferPool(groupBytes, mostFree);
	#block: Block | undefined;

	/** Memory for one group, until it is released. */
	take(size: number): SentBytes {
		const block = this.#blockFor(size);
		const start = block.used;
		block.used += size;
		block.kept++;
		return {block, bytes: block.bytes.subarray(start, block.used)};
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
		if (present?.kept === 0) {
			present.used = 0;
		}

		if (present !== undefined && present.used + size <= groupBytes) {
			return present;
		}

		this.#block = {bytes: this.#pool.take(), used: 0, kept: 0};
		return this.#block;
	}
}
