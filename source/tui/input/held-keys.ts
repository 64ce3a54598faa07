/** Milliseconds: longer than the pause between two repeats of a key that is held. */
const betweenRepeats = 500;

/** Tells keys that are pressed from keys that are held: a terminal sends a held key again and again, and does not say so. */
export class HeldKeys {
	readonly #lastAt = new Map<string, number>();

	/** Notes a key at a time in milliseconds. Returns whether it may be the repeat of one that is held. */
	note(key: string, now: number): boolean {
		const last = this.lastAt(key);
		this.#lastAt.set(key, now);
		return now - last < betweenRepeats;
	}

	/** When a key came last. */
	lastAt(key: string): number {
		return this.#lastAt.get(key) ?? Number.NEGATIVE_INFINITY;
	}
}
