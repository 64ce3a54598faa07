/** Workers that wait for records, first come first served; those that hold part of a batch before those that hold nothing. */
export class IdleWorkers<Worker> {
	readonly #withPart = new Set<Worker>();
	readonly #empty = new Set<Worker>();

	get size(): number {
		return this.#withPart.size + this.#empty.size;
	}

	add(worker: Worker, holdsPart: boolean): void {
		(holdsPart ? this.#withPart : this.#empty).add(worker);
	}

	remove(worker: Worker): void {
		this.#withPart.delete(worker);
		this.#empty.delete(worker);
	}

	/** Takes the next worker off the list. */
	next(): Worker | undefined {
		const list = this.#withPart.size > 0 ? this.#withPart : this.#empty;
		const next = list.values().next();
		if (next.done) {
			return undefined;
		}

		list.delete(next.value);
		return next.value;
	}
}
