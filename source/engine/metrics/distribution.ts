import type {Float64Histogram} from 'hdr-histogram-js';
import type {Distribution, LatencyBucket} from '../../contract/latency.js';

/** Microseconds in a millisecond: histograms count in microseconds, snapshots in milliseconds. */
export const microseconds = 1000;

/** A screen has no rows for more. */
const mostBuckets = 20;

/** The ends of the buckets in milliseconds: six a decade from 0.1 ms to 100 s, and one without an end. */
const ends: ReadonlyArray<number | undefined> = [
	...[0.1, 1, 10, 100, 1000, 10_000].flatMap(decade => [1, 1.5, 2, 3, 5, 7].map(step => Number((step * decade).toPrecision(2)))),
	100_000,
	undefined,
];

/** A histogram as a distribution, or `undefined` where it is empty. */
export function distributionOf(histogram: Float64Histogram | undefined): Distribution | undefined {
	if (histogram === undefined || histogram.totalCount === 0) {
		return undefined;
	}

	const at = (percentile: number): number => histogram.getValueAtPercentile(percentile) / microseconds;
	return {
		count: histogram.totalCount, p50: at(50), p90: at(90), p99: at(99), p999: at(99.9), buckets: trim(bucketsOf(histogram)),
	};
}

function bucketsOf(histogram: Float64Histogram): readonly LatencyBucket[] {
	const counts = ends.map(() => 0);
	let bucket = 0;
	for (let index = 0; index < histogram.countsArrayLength; index++) {
		const count = histogram.getCountAtIndex(index);
		if (count > 0) {
			const value = histogram.valueFromIndex(index) / microseconds;
			while (value > (ends[bucket] ?? Number.POSITIVE_INFINITY)) {
				bucket++;
			}

			counts[bucket] = (counts[bucket] ?? 0) + count;
		}
	}

	return ends.map((upTo, index) => ({upTo, count: counts[index] ?? 0}));
}

/** The buckets from the first to the last one with a count. Where these are too many, the first one also counts all times below it. */
function trim(buckets: readonly LatencyBucket[]): readonly LatencyBucket[] {
	const last = buckets.findLastIndex(({count}) => count > 0);
	const first = Math.max(buckets.findIndex(({count}) => count > 0), last - mostBuckets + 1);
	let below = 0;
	for (const {count} of buckets.slice(0, first)) {
		below += count;
	}

	return buckets.slice(first, last + 1).map(({upTo, count}, index) => ({upTo, count: index === 0 ? count + below : count}));
}
