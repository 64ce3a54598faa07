import type {Clock} from '../engine/ports/clock.js';

type Timer = {readonly id: number; readonly due: number; readonly run: () => void};

function isBefore(a: Timer, b: Timer): boolean {
	return a.due < b.due || (a.due === b.due && a.id < b.id);
}

/** Time that passes only when it is told to, from one timer to the next: a binary heap by due time, then by order of asking. */
export class VirtualClock implements Clock {
	readonly #heap: Timer[] = [];
	readonly #alive = new Set<number>();
	readonly #epoch: number;
	#now = 0;
	#nextId = 1;

	/** The wall clock starts at `epoch`, in milliseconds since 1970. */
	constructor(epoch = 1_712_345_678_000) {
		this.#epoch = epoch;
	}

	/** Timers that are still to run. */
	get pending(): number {
		return this.#alive.size;
	}

	now(): number {
		return this.#now;
	}

	wall(): number {
		return Math.floor(this.#epoch + this.#now) * 1000;
	}

	defer(run: () => void): void {
		this.setTimeout(run, 0);
	}

	setTimeout(run: () => void, delay: number): number {
		const timer = {id: this.#nextId++, due: this.#now + Math.max(0, delay), run};
		this.#push(timer);
		this.#alive.add(timer.id);
		return timer.id;
	}

	clearTimeout(id: number): void {
		this.#alive.delete(id);
	}

	/** Runs the next timer, if it is due by `until`; says whether there was one. */
	step(until = Number.POSITIVE_INFINITY): boolean {
		for (;;) {
			const next = this.#heap[0];
			if (next === undefined || next.due > until) {
				return false;
			}

			this.#pop();
			if (this.#alive.delete(next.id)) {
				this.#now = next.due;
				next.run();
				return true;
			}
		}
	}

	/** Lets so many milliseconds pass. */
	advance(milliseconds: number): void {
		const until = this.#now + milliseconds;
		while (this.step(until)) {
			// Each step runs one timer.
		}

		this.#now = until;
	}

	#push(timer: Timer): void {
		const heap = this.#heap;
		let index = heap.push(timer) - 1;
		while (index > 0) {
			const parentIndex = Math.floor((index - 1) / 2);
			const parent = heap[parentIndex];
			if (parent === undefined || !isBefore(timer, parent)) {
				break;
			}

			heap[index] = parent;
			index = parentIndex;
		}

		heap[index] = timer;
	}

	#pop(): void {
		const heap = this.#heap;
		const last = heap.pop();
		if (last === undefined || heap.length === 0) {
			return;
		}

		let index = 0;
		for (;;) {
			let child = (2 * index) + 1;
			let smallest = heap[child];
			const right = heap[child + 1];
			if (smallest !== undefined && right !== undefined && isBefore(right, smallest)) {
				smallest = right;
				child++;
			}

			if (smallest === undefined || isBefore(last, smallest)) {
				break;
			}

			heap[index] = smallest;
			index = child;
		}

		heap[index] = last;
	}
}
