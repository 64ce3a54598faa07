/** The time that the whole pipeline lives in: the machine's own, or a virtual one. Also the clock of every machine. */
export type Clock = {
	/** Monotonic milliseconds. */
	now(): number;

	/** Microseconds since the epoch, good to a millisecond. */
	wall(): number;

	/** Runs a function once all that is due now has run. */
	defer(run: () => void): void;

	setTimeout(run: () => void, delay: number): number;
	clearTimeout(id: number): void;
};
