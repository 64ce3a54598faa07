/** Percentiles of a time, in milliseconds, over the last 10 to 20 seconds; `undefined` where nothing was measured. */
export type Percentiles = {
	readonly count: number;
	readonly p50: number;
	readonly p99: number;
	readonly p999: number;
};

/** The distribution of a time over the last 10 to 20 seconds, renewed once a second. Times in milliseconds. */
export type Distribution = {
	readonly count: number;
	readonly p50: number;
	readonly p90: number;
	readonly p99: number;
	readonly p999: number;

	/** At most 20 neighbours on a logarithmic scale, from the first to the last with a count. */
	readonly buckets: readonly LatencyBucket[];
};

export type LatencyBucket = {
	/** The longest time in the bucket; the last of all buckets has no end. */
	readonly upTo: number | undefined;
	readonly count: number;
};
