/** What can be woken when there are records. */
export type IdleWorker = {wake(): void};

/** Workers that wait for records, first come first served; those that hold part of a batch before those that hold nothing. */
export class IdleWorkers {
	readonly #withPart = new Set<IdleWorker>();
	readonly #empty = new Set<IdleWorker>();

	get size(): number {
		return this.#withPart.size + this.#empty.size;
	}

	add(worker: IdleWorker, holdsPart: boolean): void {
		(holdsPart ? this.#withPart : this.#empty).add(worker);
	}

	remove(worker: IdleWorker): void {
		this.#withPart.delete(worker);
		this.#empty.delete(worker);
	}

	/** Takes out the worker that has waited longest. */
	next(): IdleWorker | undefined {
		const waiting = this.#withPart.size > 0 ? this.#withPart : this.#empty;
		const next = waiting.values().next();
		if (next.done) {
			return undefined;
		}

		waiting.delete(next.value);
		return next.value;
	}
}
