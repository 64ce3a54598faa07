import {sampleAt, type Sample} from './history.js';
import type {ScreenState} from './screen-state.js';

/** The moment that a frozen screen looks at. */
export type Moment = {
	readonly sample: Sample;

	/** Seconds that have passed since then. */
	readonly age: number;

	/** Whether only the chart knows it, and all else shows when the screen was frozen. */
	readonly isOnlyInChart: boolean;
};

/** The moment that is looked at, while the screen is frozen. */
export function momentOf({frozen, recalled, live, view}: ScreenState): Moment | undefined {
	const sample = frozen && sampleAt(frozen.history, view.moment ?? Number.POSITIVE_INFINITY);
	return sample && {
		sample,
		age: Math.max(0, (live.history.at(-1)?.second ?? 0) - sample.second),
		isOnlyInChart: view.moment !== undefined && recalled === undefined,
	};
}
