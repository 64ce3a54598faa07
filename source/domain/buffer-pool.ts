/** Buffers of one size that are used again: what a chunk gives back serves the next. */
export class BufferPool {
	readonly size: number;
	readonly #free: Uint8Array[] = [];
	readonly #mostFree: number;

	/** Size in bytes; `mostFree` is how many are kept for later. */
	constructor(size: number, mostFree: number) {
		this.size = size;
		this.#mostFree = mostFree;
	}

	take(): Uint8Array {
		return this.#free.pop() ?? new Uint8Array(this.size);
	}

	giveBack(buffer: Uint8Array): void {
		if (this.#free.length < this.#mostFree) {
			this.#free.push(buffer);
		}
	}
}
