/** What was measured over a stretch of time in which the number of workers was the same. */
export type Stretch = {
	readonly workers: number;

	/** Milliseconds. */
	readonly elapsed: number;

	/** Records and batches that the sink has confirmed, and the milliseconds that these batches took together. */
	readonly records: number;
	readonly batches: number;
	readonly flushTime: number;

	/** Batches that have failed. */
	readonly failures: number;
};

/** Records a second. */
export function rateOf({records, elapsed}: Stretch): number {
	return records * 1000 / Math.max(1, elapsed);
}

/** The mean time of a batch in milliseconds; infinite where there was none. */
export function batchTimeOf({flushTime, batches}: Stretch): number {
	return batches === 0 ? Infinity : flushTime / batches;
}

/** By Little's law: how many batches were at the sink at one time, for each worker. About 1 where every worker waits for the answer to its one batch. */
export function batchesPerWorker({flushTime, elapsed, workers}: Stretch): number {
	return flushTime / Math.max(1, elapsed) / Math.max(1, workers);
}

/** Of the older one of two joined stretches at least so many batches are kept. */
const keptBatches = 50;

/** Two stretches with the same workers as one. The older part fades out: no more than `longest` milliseconds of it is kept, unless that has few batches. */
export function joined(older: Stretch, newer: Stretch, longest: number): Stretch {
	const share = Math.min(1, Math.max(longest / Math.max(1, older.elapsed), keptBatches / Math.max(1, older.batches)));
	return {
		workers: newer.workers,
		elapsed: (older.elapsed * share) + newer.elapsed,
		records: (older.records * share) + newer.records,
		batches: (older.batches * share) + newer.batches,
		flushTime: (older.flushTime * share) + newer.flushTime,
		failures: (older.failures * share) + newer.failures,
	};
}

/** How far a count of batches strays from its mean, as a share of the root of the count: workers that each wait for an answer are more regular than chance, which has 1. */
const spread = 0.5;

/** How far a rate strays by what else the machine does. */
const unrest = 0.03;

/** How far the ratio of the rates of two stretches may be wrong, as a share of it: batches come in whole numbers, and times vary. */
export function errorOf(one: Stretch, other: Stretch): number {
	return Math.sqrt(((spread ** 2) * ((1 / Math.max(1, one.batches)) + (1 / Math.max(1, other.batches)))) + (2 * (unrest ** 2)));
}
