/** What runs for a while and has things to end: a test, or one run of an attack. */
export type Place = {
	/** Ends something when the run is over, the last thing first. */
	teardown(end: () => void): void;
};
