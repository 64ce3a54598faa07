// The package's index also loads a compressor and WebAssembly, which takes an eighth of the program's start.
import histogramModule from 'hdr-histogram-js/dist/Float64Histogram.js';
import type {Float64Histogram} from 'hdr-histogram-js';
import type {Distribution, Percentiles} from '../../contract/latency.js';
import {distributionOf, microseconds} from './distribution.js';

/** Milliseconds between two distributions. */
const distributionInterval = 1000;

const {default: Histogram} = histogramModule;

/** At full speed a count of 32 bits would overflow within minutes. The histogram begins small and grows with what it measures, because each worker has one or two. */
function createHistogram(): Float64Histogram {
	const histogram = new Histogram(1, 1000, 2);
	histogram.autoResize = true;
	return histogram;
}

function percentilesOf(histogram: Float64Histogram | undefined): Percentiles | undefined {
	if (histogram === undefined || histogram.totalCount === 0) {
		return undefined;
	}

	const at = (percentile: number): number => histogram.getValueAtPercentile(percentile) / microseconds;
	return {
		count: histogram.totalCount, p50: at(50), p99: at(99), p999: at(99.9),
	};
}

/** Holds the sum of two windows while it is read. */
const scratch = createHistogram();

/** Measures a time: its mean, and its percentiles since the start and over the last one to two windows. Times are in milliseconds and good to 1 %. A meter takes little memory before its first time. */
export class LatencyMeter {
	readonly #window: number;
	readonly #keepsWhole: boolean;
	#whole: Float64Histogram | undefined;
	#current: Float64Histogram | undefined;
	#previous: Float64Histogram | undefined;
	#windowEnds = 0;

	/** The last time in microseconds, and how often it came in a row. */
	#repeated = 0;
	#repetitions = 0;
	#count = 0;
	#sum = 0;
	#distribution: Distribution | undefined;
	#distributionDue = Number.NEGATIVE_INFINITY;

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
		if (value !== this.#repeated) {
			this.#takeIn();
			this.#repeated = value;
		}

		this.#repetitions += count;
		this.#count += count;
		this.#sum += time * count;
	}

	recent(now: number): Percentiles | undefined {
		return percentilesOf(this.#recent(now));
	}

	/** As `recent`, with the whole distribution. */
	distribution(now: number): Distribution | undefined {
		if (now >= this.#distributionDue) {
			this.#distribution = distributionOf(this.#recent(now));
			this.#distributionDue = now + distributionInterval;
		}

		return this.#distribution;
	}

	whole(): Percentiles | undefined {
		this.#takeIn();
		return percentilesOf(this.#whole);
	}

	/** Puts the last time into the histograms. Batches that are completed together take the same time, and to find its bucket costs more than to count repetitions. */
	#takeIn(): void {
		if (this.#repetitions === 0) {
			return;
		}

		this.#current ??= createHistogram();
		this.#current.recordValueWithCount(this.#repeated, this.#repetitions);
		if (this.#keepsWhole) {
			this.#whole ??= createHistogram();
			this.#whole.recordValueWithCount(this.#repeated, this.#repetitions);
		}

		this.#repetitions = 0;
	}

	#recent(now: number): Float64Histogram | undefined {
		this.#takeIn();
		if (now >= this.#windowEnds) {
			[this.#previous, this.#current] = [this.#current, this.#previous];
			this.#current?.reset();
			this.#windowEnds = now + this.#window;
		}

		const windows = [this.#previous, this.#current].filter(histogram => histogram !== undefined && histogram.totalCount > 0);
		return windows.length < 2 ? windows[0] : sumOf(windows);
	}
}

function sumOf(histograms: ReadonlyArray<Float64Histogram | undefined>): Float64Histogram {
	scratch.reset();
	for (const histogram of histograms) {
		if (histogram !== undefined) {
			scratch.add(histogram);
		}
	}

	return scratch;
}
