import {build, type Histogram} from 'hdr-histogram-js';
import type {Percentiles} from './snapshot.js';

const microseconds = 1000;

/** Counts in 64 bits: at full speed 32 would overflow within minutes. */
function createHistogram(): Histogram {
	return build({
		bitBucketSize: 64, autoResize: true, lowestDiscernibleValue: 1, highestTrackableValue: 1_000_000, numberOfSignificantValueDigits: 2,
	});
}

function percentilesOf(histogram: Histogram): Percentiles | undefined {
	if (histogram.totalCount === 0) {
		return undefined;
	}

	const at = (percentile: number): number => histogram.getValueAtPercentile(percentile) / microseconds;
	return {
		count: histogram.totalCount, p50: at(50), p99: at(99), p999: at(99.9),
	};
}

/** Measures a time: its percentiles since the start and over the last one to two windows, and its mean. Times in milliseconds, kept to 1 %. */
export class LatencyMeter {
	readonly #window: number;
	readonly #whole: Histogram | undefined;
	#current = createHistogram();
	#previous = createHistogram();
	#windowEnds = 0;
	#count = 0;
	#sum = 0;

	constructor({window = 10_000, keepsWhole = false} = {}) {
		this.#window = window;
		this.#whole = keepsWhole ? createHistogram() : undefined;
	}

	/** Times measured so far, and their sum: two readings give the mean between them. */
	get tally(): {readonly count: number; readonly sum: number} {
		return {count: this.#count, sum: this.#sum};
	}

	record(time: number, count = 1): void {
		const value = Math.max(1, Math.round(time * microseconds));
		this.#current.recordValueWithCount(value, count);
		this.#whole?.recordValueWithCount(value, count);
		this.#count += count;
		this.#sum += time * count;
	}

	recent(now: number): Percentiles | undefined {
		if (now >= this.#windowEnds) {
			[this.#previous, this.#current] = [this.#current, this.#previous];
			this.#current.reset();
			this.#windowEnds = now + this.#window;
		}

		if (this.#previous.totalCount === 0) {
			return percentilesOf(this.#current);
		}

		const both = createHistogram();
		both.add(this.#previous);
		both.add(this.#current);
		return percentilesOf(both);
	}

	whole(): Percentiles | undefined {
		return this.#whole && percentilesOf(this.#whole);
	}
}
