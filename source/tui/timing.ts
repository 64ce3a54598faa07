/** The time that the screen lives in. */
export type Timing = {
	/** Monotonic milliseconds. */
	now(): number;

	/** Milliseconds that the screen's thread has worked so far. */
	worked(): number;

	/** Runs a function after some milliseconds. */
	after(delay: number, run: () => void): void;
};
