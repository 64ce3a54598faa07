import {median} from '../benchmarks/median.js';
import type {ProcessFigures} from './process-figures.js';

/** What was seen at a moment of a long run. */
export type Sample = ProcessFigures & {
	/** Seconds since the start. */
	readonly at: number;

	/** Frames or records a second since the sample before. */
	readonly rate: number;

	/** Of the time from in to out, in milliseconds, where it is known. */
	readonly p99?: number;
};

export type Finding = {
	readonly text: string;
	readonly isFine: boolean;
};

export type Bounds = {
	/** What `rate` counts. */
	readonly unit: string;
	readonly leastRate: number;

	/** Seconds at the beginning that count for nothing. */
	readonly warmUp: number;
};

/** MiB and file descriptors that may come on top between the first and the last third. */
const [mostRss, mostHeap, mostFiles] = [24, 4, 0];

/** How many times the latency of the first third may be that of the last, and milliseconds that are noise. */
const [mostTimes, noise] = [1.5, 2];

/** What a long run shows: the first third after the warm-up against the last. */
export function judge(samples: readonly Sample[], {unit, leastRate, warmUp}: Bounds): readonly Finding[] {
	const counted = samples.filter(({at}) => at >= warmUp);
	if (counted.length < 3) {
		return [{text: `only ${counted.length} samples after the warm-up of ${warmUp} s: run longer`, isFine: false}];
	}

	const third = Math.floor(counted.length / 3);
	const ends = (figure: (sample: Sample) => number) => [counted.slice(0, third), counted.slice(-third)].map(part => median(part.map(sample => figure(sample))));
	const growth = (name: string, limit: number, figure: (sample: Sample) => number): Finding => {
		const [first = Number.NaN, last = Number.NaN] = ends(figure);
		return {text: `${name} ${first.toFixed(1)} → ${last.toFixed(1)} (may grow by ${limit})`, isFine: last - first <= limit};
	};

	const rate = median(counted.map(sample => sample.rate));
	const [firstP99 = Number.NaN, lastP99 = Number.NaN] = ends(({p99}) => p99 ?? Number.NaN);
	return [
		growth('RSS in MiB', mostRss, ({rss}) => rss),
		growth('reachable heap in MiB', mostHeap, ({heap}) => heap),
		growth('open files', mostFiles, ({files}) => files),
		{text: `${unit} ${short(rate)}/s (at least ${short(leastRate)})`, isFine: rate >= leastRate},
		...Number.isNaN(firstP99)
			? []
			: [{text: `p99 ${firstP99.toFixed(2)} → ${lastP99.toFixed(2)} ms`, isFine: lastP99 <= (firstP99 * mostTimes) + noise}],
	];
}

export function sampleLine({at, rss, heap, files, rate, p99}: Sample, unit: string): string {
	return [
		`${String(Math.round(at)).padStart(5)} s`,
		`RSS ${rss.toFixed(1)} MiB`,
		`heap ${heap.toFixed(1)} MiB`,
		`${files} files`,
		`${short(rate)} ${unit}/s`,
		...p99 === undefined ? [] : [`p99 ${p99.toFixed(2)} ms`],
	].join('  ');
}

function short(rate: number): string {
	return rate < 1e5 ? rate.toFixed(1) : `${(rate / 1e6).toFixed(2)}M`;
}
