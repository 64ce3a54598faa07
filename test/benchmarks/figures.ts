import type {Contestant} from './contestant.js';
import {median} from './median.js';
import type {Measured} from './rounds.js';
import {targetOf, type Target} from './targets.js';

/** Medians over the rounds; the peak is that of all rounds. */
export type Figures = {
	readonly recordsPerSecond: number;
	readonly bytesPerSecond: number;
	readonly cpuSecondsPerMillion: number;
	readonly peakBytes: number;
};

export type Spread = {
	readonly least: number;
	readonly median: number;
	readonly most: number;
};

/** How many times as fast one contestant is as another, round by round, and how much CPU a record costs it in comparison. */
export type Ratio = {
	readonly of: Contestant;
	readonly to: Contestant;
	readonly speed: Spread;
	readonly cpu: Spread;
	readonly target: Target | undefined;
};

const million = 1e6;

export function figuresOf({contestant: {records}, runs}: Measured): Figures {
	const middle = (value: (run: Measured['runs'][number]) => number) => median(runs.map(run => value(run)));
	return {
		recordsPerSecond: middle(({seconds}) => records / seconds),
		bytesPerSecond: middle(({bytes, seconds}) => bytes / seconds),
		cpuSecondsPerMillion: middle(({cpuSeconds}) => cpuSeconds / records * million),
		peakBytes: Math.max(...runs.map(({peakBytes}) => peakBytes)),
	};
}

/** Millrace to each peer, with the screen to without, and, where it is named, this build to its rival, settings by settings. */
export function ratiosOf(workload: string, all: readonly Measured[], rival?: string): readonly Ratio[] {
	const complete = all.filter(({runs}) => runs.length > 0);
	return complete.flatMap(of => complete
		.filter(to => areCompared(of.contestant, to.contestant, rival))
		.map(to => ratioOf(workload, of, to)));
}

function areCompared(of: Contestant, to: Contestant, rival: string | undefined): boolean {
	if (rival !== undefined) {
		return of.name !== rival && to.name === rival && of.settings === to.settings;
	}

	return of.isMillrace && (!to.isMillrace || (of.name === to.name && of.settings === `${to.settings}${withScreen}`));
}

/** How the settings of a contestant end that draws its screen. */
export const withScreen = ', with the screen';

function ratioOf(workload: string, of: Measured, to: Measured): Ratio {
	const costs = ({contestant: {records}, runs}: Measured) => runs.map(({seconds, cpuSeconds}) => ({seconds: seconds / records, cpuSeconds: cpuSeconds / records}));
	const theirs = costs(to);
	const pairs = costs(of).flatMap((mine, round) => {
		const other = theirs[round];
		return other === undefined ? [] : [{mine, other}];
	});
	return {
		of: of.contestant,
		to: to.contestant,
		speed: spreadOf(pairs.map(({mine, other}) => other.seconds / mine.seconds)),
		cpu: spreadOf(pairs.map(({mine, other}) => mine.cpuSeconds / other.cpuSeconds)),
		target: targetOf(workload, of.contestant, to.contestant),
	};
}

export function spreadOf(values: readonly number[]): Spread {
	return {least: Math.min(...values), median: median(values), most: Math.max(...values)};
}
