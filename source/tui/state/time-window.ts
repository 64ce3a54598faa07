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

/** How many seconds a column stands for, so that a chart shows at least the whole window. */
export function secondsPerColumn(columns: number, window: TimeWindow): number {
	return Math.max(1, Math.ceil(window / columns));
}

/** What a chart shows of a history. */
export type TimeView = {
	readonly columns: readonly Column[];

	/** Seconds from the chart's left end to the end of the history, and from its right end. */
	readonly from: number;
	readonly to: number;

	/** The column of the moment that is looked at. */
	readonly cursor: number | undefined;
};

/** The newest columns of a history; or, where the moment that is looked at lies before them, those that begin with it. */
export function timeView(history: History, count: number, window: TimeWindow, moment?: number): TimeView {
	const length = secondsPerColumn(count, window);
	const newest = Math.floor((history.at(-1)?.second ?? 0) / length);
	const column = moment === undefined ? newest : Math.floor(moment / length);
	const last = Math.max(Math.min(newest, column + count - 1), column);
	return {
		columns: columnsOf(history, count, length, last * length),
		from: (newest - last + count) * length,
		to: (newest - last) * length,
		cursor: moment === undefined ? undefined : column - last + count - 1,
	};
}

/** A time that has passed, in seconds: `-0:07`, `-1:23`, `-1:02:03`. */
export function ago(seconds: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	const minutes = Math.floor(seconds / 60);
	const rest = two(seconds % 60);
	return minutes < 60 ? `-${minutes}:${rest}` : `-${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}

/** The labels at the ends of a time axis; the history may end some seconds ago. */
export function axisLabels({from, to}: Pick<TimeView, 'from' | 'to'>, age: number): readonly [oldest: string, newest: string] {
	const oldest = from + age;
	return [oldest < 120 ? `-${oldest}s` : ago(oldest), to + age === 0 ? 'now' : ago(to + age)];
}

/** A view whose seconds begin at its left: as long as a run is shorter than the window, what is to come is left free. `end` is the column behind the newest second. */
export function filledFromLeft({columns, from, to, cursor}: TimeView): TimeView & {readonly end: number} {
	const first = columns.findIndex(column => column !== undefined);
	const free = Math.max(0, first);
	const length = (from - to) / columns.length;
	return {
		columns: [...columns.slice(free), ...Array.from({length: free}, () => undefined)],
		from: from - (free * length),
		to,
		cursor: cursor === undefined ? undefined : cursor - free,
		end: columns.length - free,
	};
}
