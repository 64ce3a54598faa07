/** Milliseconds after which a test of a real program that waits for something has failed, so that it does not hold up those after it. */
export const longestWait = 100_000;

/** What runs for a while and has things to end: a test, or one run of an attack. */
export type Place = {
	/** Fails a test in which nothing is asserted for so many milliseconds. */
	timeout?(milliseconds: number): void;

	/** Ends something when the run is over, the last thing first. */
	teardown(end: () => void): void;
};
