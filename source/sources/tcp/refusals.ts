import {grouped} from '../../text/format.js';

/** How often refusals are said at most, in milliseconds. */
const interval = 1000;

/** Counts the connections that were refused, and says so: the first at once, the others together. */
export class Refusals {
	readonly #say: (message: string) => void;
	#count = 0;
	#said = 0;
	#saidAt = Number.NEGATIVE_INFINITY;
	#reason = '';

	constructor(say: (message: string) => void) {
		this.#say = say;
	}

	add(reason: string, now: number): void {
		this.#count++;
		this.#reason = reason;
		this.flush(now);
	}

	/** Says what has not been said yet, if the last time is long ago. */
	flush(now: number): void {
		const fresh = this.#count - this.#said;
		if (fresh > 0 && now - this.#saidAt >= interval) {
			this.#said = this.#count;
			this.#saidAt = now;
			this.#say(`${fresh === 1 ? '1 connection was' : `${grouped(fresh)} connections were`} refused (${grouped(this.#count)} since the start): ${this.#reason}`);
		}
	}
}
