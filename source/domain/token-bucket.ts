/** Keeps a rate on average, however coarse the timers are: time brings tokens, each record takes one. */
export class TokenBucket {
	readonly #longestCatchUp: number;
	#tokens = 0;
	#accruedAt: number;

	/** Time that has passed unused is caught up with, but no more than `longestCatchUp` milliseconds of it. */
	constructor(longestCatchUp: number, now: number) {
		this.#longestCatchUp = longestCatchUp;
		this.#accruedAt = now;
	}

	/** Below 0 after more were spent than there were. */
	get tokens(): number {
		return this.#tokens;
	}

	/** Forgets the time that has passed. */
	reset(now: number): void {
		this.#tokens = 0;
		this.#accruedAt = now;
	}

	/** Adds what the time since the last call has brought, at one token each `period` milliseconds. */
	accrue(now: number, period: number): void {
		this.#tokens = Math.min(this.#tokens + ((now - this.#accruedAt) / period), 1 + (this.#longestCatchUp / period));
		this.#accruedAt = now;
	}

	spend(tokens: number): void {
		this.#tokens -= tokens;
	}

	/** Lets go of all tokens but so many. */
	limit(most: number): void {
		this.#tokens = Math.min(this.#tokens, most);
	}
}
