/** The time of the whole pipeline and of its state machines: real, or virtual. */
export type Clock = {
	/** Monotonic milliseconds. */
	now(): number;

	/** Microseconds since the epoch, good to a millisecond. */
	wall(): number;

	/** Runs a function after everything that is due now. */
	defer(run: () => void): void;

	setTimeout(run: () => void, delay: number): number;
	clearTimeout(id: number): void;
};
