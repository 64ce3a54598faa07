/** The screen's clock and timer; tests turn them by hand. */
export type Timing = {
	/** Monotonic milliseconds. */
	now(): number;

	/** Milliseconds of CPU that the screen's thread has taken so far. */
	worked(): number;

	/** Runs a function after some milliseconds. */
	after(delay: number, run: () => void): void;
};
