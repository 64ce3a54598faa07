import type {Clock} from '../../engine/ports/clock.js';

/** A connection that ended sooner is followed by a pause, in milliseconds. */
const shortLife = 1000;

/** The first pause and the longest, in milliseconds; each further one is twice as long. */
const [firstPause, longestPause] = [100, 1000];

/** Says when the next connection is made: at once, but after a pause where the last one did not last. */
export class Reconnection {
	readonly #clock: Clock;
	readonly #connect: () => void;
	#timer: number | undefined;
	#openedAt: number | undefined;

	/** How many connections in a row have ended soon, or were not made. */
	#failures = 0;

	/** No connection is made before, in monotonic milliseconds. */
	#notBefore = 0;

	constructor(clock: Clock, connect: () => void) {
		this.#clock = clock;
		this.#connect = connect;
	}

	/** The connection stands. */
	opened(): void {
		this.#openedAt = this.#clock.now();
	}

	/** The connection is over; whether it had never stood. */
	over(): boolean {
		const now = this.#clock.now();
		const isRefused = this.#openedAt === undefined;
		const isShort = this.#openedAt === undefined || now - this.#openedAt < shortLife;
		this.#openedAt = undefined;
		this.#notBefore = isShort ? now + Math.min(longestPause, firstPause * (2 ** this.#failures)) : now;
		this.#failures = isShort ? Math.min(this.#failures + 1, 10) : 0;
		return isRefused;
	}

	/** Connects as soon as may be. */
	begin(): void {
		if (this.#timer !== undefined) {
			return;
		}

		const wait = this.#notBefore - this.#clock.now();
		if (wait <= 0) {
			this.#connect();
			return;
		}

		this.#timer = this.#clock.setTimeout(() => {
			this.#timer = undefined;
			this.#connect();
		}, wait);
	}

	stop(): void {
		if (this.#timer !== undefined) {
			this.#clock.clearTimeout(this.#timer);
			this.#timer = undefined;
		}
	}
}
