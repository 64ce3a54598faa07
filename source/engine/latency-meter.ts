import {build, type Histogram} from 'hdr-histogram-js';
import type {Percentiles} from './snapshot.js';

const microseconds = 1000;

/** Counts in 64 bits: at full speed 32 would overflow within minutes. */
function createHistogram(): Histogram {
	return build({
		bitBucketSize: 64, autoResize: true, lowestDiscernibleValue: 1, highestTrackableValue: 1_000_000, numberOfSignificantValueDigits: 2,
	});
}

function percentilesOf(histogram: Histogram | undefined): Percentiles | undefined {
	if (histogram === undefined || histogram.totalCount === 0) {
		return undefined;
	}

	const at = (percentile: number): number => histogram.getValueAtPercentile(percentile) / microseconds;
	return {
		count: histogram.totalCount, p50: at(50), p99: at(99), p999: at(99.9),
	};
}

/** Holds the sum of two windows for as long as it is read. */
const scratch = createHistogram();

/** Measures a time: its percentiles since the start and over the last one to two windows, and its mean. Times in milliseconds, kept to 1 %. Takes no memory to speak of before the first. */
export class LatencyMeter {
	readonly #window: number;
	readonly #keepsWhole: boolean;
	#whole: Histogram | undefined;
	#current: Histogram | undefined;
	#previous: Histogram | undefined;
	#windowEnds = 0;
	#count = 0;
	#sum = 0;

	constructor({window = 10_000, keepsWhole = false} = {}) {
		this.#window = window;
		this.#keepsWhole = keepsWhole;
	}

	/** Times measured so far, and their sum: two readings give the mean between them. */
	get tally(): {readonly count: number; readonly sum: number} {
		return {count: this.#count, sum: this.#sum};
	}

	record(time: number, count = 1): void {
		const value = Math.max(1, Math.round(time * microseconds));
		this.#current ??= createHistogram();
		this.#current.recordValueWithCount(value, count);
		if (this.#keepsWhole) {
			this.#whole ??= createHistogram();
			this.#whole.recordValueWithCount(value, count);
		}

		this.#count += count;
		this.#sum += time * count;
	}

	recent(now: number): Percentiles | undefined {
		if (now >= this.#windowEnds) {
			[this.#previous, this.#current] = [this.#current, this.#previous];
			this.#current?.reset();
			this.#windowEnds = now + this.#window;
		}

		const windows = [this.#previous, this.#current].filter(histogram => histogram !== undefined && histogram.totalCount > 0);
		return percentilesOf(windows.length < 2 ? windows[0] : sumOf(windows));
	}

	whole(): Percentiles | undefined {
		return percentilesOf(this.#whole);
	}
}

function sumOf(histograms: ReadonlyArray<Histogram | undefined>): Histogram {
	scratch.reset();
	for (const histogram of histograms) {
		if (histogram !== undefined) {
			scratch.add(histogram);
		}
	}

	return scratch;
}
