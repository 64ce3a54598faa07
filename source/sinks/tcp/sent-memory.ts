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

/** The bytes of a group that are kept, and where they lie. */
export type SentBytes = {
	readonly bytes: Uint8Array;
	readonly block: Block;
};

/** Memory for groups of any size that are kept in order and let go of in order. Small groups share a block; one that is larger than a block has memory of its own. */
export class SentMemory {
	readonly #pool = new BufferPool(groupBytes, mostFree);
	#block: Block | undefined;
	#last: SentBytes | undefined;

	/** Memory for one group. Until it is kept, the next call gives the same memory again. */
	allocate(size: number): Uint8Array {
		const block = this.#blockFor(size);
		const bytes = block.bytes.subarray(block.used, block.used + size);
		this.#last = {bytes, block};
		return bytes;
	}

	/** The group that was allocated last stays until it is released. */
	keep(): SentBytes {
		const last = this.#last;
		if (last === undefined) {
			throw new RangeError('nothing was allocated that could be kept');
		}

		this.#last = undefined;
		last.block.used += last.bytes.length;
		last.block.kept++;
		return last;
	}

	release({block}: SentBytes): void {
		block.kept--;
		if (block.kept > 0) {
			return;
		}

		if (block === this.#block) {
			// Only where no group is being written to it.
			block.used = this.#last === undefined ? 0 : block.used;
		} else {
			this.#giveBack(block);
		}
	}

	#blockFor(size: number): Block {
		if (size > groupBytes) {
			return {bytes: new Uint8Array(size), used: 0, kept: 0};
		}

		const present = this.#block;
		if (present !== undefined && present.used + size <= present.bytes.length) {
			return present;
		}

		this.#block = {bytes: this.#pool.take(), used: 0, kept: 0};
		if (present?.kept === 0) {
			this.#giveBack(present);
		}

		return this.#block;
	}

	#giveBack({bytes}: Block): void {
		if (bytes.length === groupBytes) {
			this.#pool.giveBack(bytes);
		}
	}
}
