import {duration} from '../../text/format.js';
import {
	columnsOf, type Column, type History,
} from './history.js';

/** The time windows of the chart, in seconds, the shortest first. */
export const timeWindows = [60, 300, 900, 3600] as const;

export type TimeWindow = (typeof timeWindows)[number];

/** A window as a person says it: `5 min`. */
export function windowName(window: TimeWindow): string {
	return duration(window * 1000);
}

/** The window so many steps longer, or `undefined` beyond the ends. */
export function windowBeside(window: TimeWindow, steps: number): TimeWindow | undefined {
	const index = timeWindows.indexOf(window) + steps;
	return timeWindows[index < 0 ? timeWindows.length : index];
}

/** How time is drawn: in columns of several seconds each, or in several columns for each second. */
export type TimeScale = {
	readonly secondsPerColumn: number;
	readonly columnsPerSecond: number;
};

/** Seconds that a column may stand for: a chart that grows changes its scale seldom. */
const columnLengths = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 40, 60, 90, 120, 180, 240, 360];

/** The scale on which so many columns hold the whole window or, of a run that is shorter, all of it. */
export function timeScale(columns: number, window: TimeWindow, length: number): TimeScale {
	const seconds = Math.max(1, Math.min(window, length));
	return {
		secondsPerColumn: columnLengths.find(each => each * columns >= seconds) ?? Math.ceil(seconds / columns),
		columnsPerSecond: [8, 4, 2].find(each => Math.floor(columns / each) >= seconds) ?? 1,
	};
}

/** What a chart shows of a history. */
export type TimeView = {
	readonly columns: readonly Column[];

	/** Seconds from the chart's left end to the end of the history, and from its right end. */
	readonly from: number;
	readonly to: number;

	/** How many seconds all columns stand for. */
	readonly seconds: number;

	/** The column of the moment that is looked at. */
	readonly cursor: number | undefined;

	/** The column behind the newest second. */
	readonly end: number;
};

/**
The newest columns of a history; or, where the moment that is looked at lies before them, those that begin with it.
As long as a run is shorter than what is shown, it begins at the left, and what is to come is left free.
*/
export function timeView(history: History, count: number, window: TimeWindow, moment?: number): TimeView {
	const {secondsPerColumn: length, columnsPerSecond: each} = timeScale(count, window, history.length);
	const places = Math.floor(count / each);
	const newest = Math.floor((history.at(-1)?.second ?? 0) / length);
	const column = moment === undefined ? newest : Math.floor(moment / length);
	const last = Math.max(Math.min(newest, column + places - 1), column);
	const folded = columnsOf(history, places, length, last * length);
	const free = Math.max(0, folded.findIndex(column => column !== undefined));
	const drawn = folded.slice(free).flatMap(column => repeated(column, each));
	return {
		columns: [...drawn, ...Array.from({length: count - drawn.length}, () => undefined)],
		from: (newest - last + places - free) * length,
		to: (newest - last) * length,
		seconds: places * length,
		cursor: moment === undefined ? undefined : ((column - last + places - 1 - free) * each) + Math.floor(each / 2),
		end: drawn.length,
	};
}

/** A second in several columns, with its marks under the first. */
function repeated(column: Column, times: number): readonly Column[] {
	return Array.from({length: times}, (_, index) => index === 0 || column === undefined ? column : {...column, marks: []});
}

/** A time that has passed, in seconds: `7 s ago`, `1 min 23 s ago`. */
export function ago(seconds: number): string {
	return `${secondsText(seconds)} ago`;
}

function secondsText(seconds: number): string {
	return seconds === 0 ? '0 s' : duration(seconds * 1000);
}

/** The labels at the ends of a time axis; the history may end some seconds ago. */
export function axisLabels({from, to}: Pick<TimeView, 'from' | 'to'>, age: number): readonly [oldest: string, newest: string] {
	return [`-${secondsText(from + age)}`, to + age === 0 ? 'now' : `-${secondsText(to + age)}`];
}
