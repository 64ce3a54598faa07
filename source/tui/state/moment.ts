import {
	grouped, compact, percent, perSecond,
} from '../lines/format.js';
import {left, right, widthOf} from '../lines/text.js';
import {span, type Line} from '../looks/theme.js';
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
export function momentOf({frozen, recalled, feed, view}: ScreenState): Moment | undefined {
	const sample = frozen && sampleAt(frozen.history, view.moment ?? Number.POSITIVE_INFINITY);
	return sample && {
		sample,
		age: Math.max(0, (feed.history.at(-1)?.second ?? 0) - sample.second),
		isOnlyInChart: view.moment !== undefined && recalled === undefined,
	};
}

/** The figures of a moment in one line of a width; on a narrow screen in fewer words. */
export function figuresLine({produced, processed, usage, workers}: Sample, width: number): Line {
	const rates = [perSecond(produced), perSecond(processed)].map(rate => left(rate, 7));
	const short = [compact(produced), compact(processed)].map(rate => left(rate, 5));
	const texts = [
		`produced ${rates[0]}  processed ${rates[1]}  queue ${percent(usage)}  workers ${grouped(workers)}`,
		`in ${rates[0]} out ${rates[1]} queue${percent(usage)} ×${workers}`,
		`in ${short[0]} out ${short[1]}${percent(usage)} ×${workers}`,
	];
	const text = texts.find(text => widthOf(text) <= width) ?? texts.at(-1) ?? '';
	return [span(right(text, width), 'strong')];
}
