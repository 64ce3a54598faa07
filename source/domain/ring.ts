/** A double-ended queue in a circular array that grows as needed. Each operation takes constant time. */
export class Ring<Item> {
	#items: Array<Item | undefined> = Array.from({length: 16});
	#head = 0;
	#length = 0;

	get length(): number {
		return this.#length;
	}

	push(item: Item): void {
		this.#grow();
		this.#items[this.#indexOf(this.#length)] = item;
		this.#length++;
	}

	unshift(item: Item): void {
		this.#grow();
		this.#head = this.#indexOf(this.#items.length - 1);
		this.#items[this.#head] = item;
		this.#length++;
	}

	first(): Item | undefined {
		return this.#items[this.#head];
	}

	/** Puts another item in the place of the first. */
	replaceFirst(item: Item): void {
		this.#items[this.#head] = item;
	}

	shift(): Item | undefined {
		if (this.#length === 0) {
			return undefined;
		}

		const item = this.#items[this.#head];
		this.#items[this.#head] = undefined;
		this.#head = this.#indexOf(1);
		this.#length--;
		return item;
	}

	#indexOf(position: number): number {
		const index = this.#head + position;
		return index < this.#items.length ? index : index - this.#items.length;
	}

	#grow(): void {
		if (this.#length < this.#items.length) {
			return;
		}

		const {length} = this.#items;
		const items: Array<Item | undefined> = Array.from({length: length * 2});
		for (let index = 0; index < length; index++) {
			items[index] = this.#items[this.#indexOf(index)];
		}

		this.#items = items;
		this.#head = 0;
	}
}
