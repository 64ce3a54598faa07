import type {LoggedEvent} from '../contract/event.js';
import {kindOf} from '../contract/event-kind.js';
import {duration, grouped} from '../text/format.js';
import {eventLine} from './lines.js';

/** Trouble that goes on gets a line so often, in microseconds. */
const period = 10_000_000;

/** What has a line already, and what of its kind has come since that line. */
type Told = {
	readonly at: number;
	readonly count: number;
	readonly newest: LoggedEvent;
};

/** The lines of events. Trouble is told at once; more of its kind is counted, and told in one line every ten seconds while it goes on, and at the end. */
export type FoldedLines = {
	/** The lines to write now, at a moment in microseconds since the epoch. */
	readonly linesOf: (events: readonly LoggedEvent[], now: number) => readonly string[];

	/** The lines of what is counted and was not told yet. */
	readonly rest: () => readonly string[];
};

export function createFoldedLines(): FoldedLines {
	const told = new Map<string, Told>();

	const lineOf = (event: LoggedEvent): string | undefined => {
		if (event.level === 'info') {
			return eventLine(event);
		}

		const kind = kindOf(event);
		const before = told.get(kind);
		told.set(kind, before === undefined ? {at: event.at, count: 0, newest: event} : {...before, count: before.count + 1, newest: event});
		return before === undefined ? eventLine(event) : undefined;
	};

	return {
		linesOf(events, now) {
			const lines = events.map(event => lineOf(event)).filter(line => line !== undefined);
			for (const [kind, {at, count, newest}] of told) {
				if (now - at < period) {
					continue;
				}

				if (count === 0) {
					told.delete(kind);
				} else {
					lines.push(countedLine(newest, count, now - at));
					told.set(kind, {at: now, count: 0, newest});
				}
			}

			return lines;
		},
		rest: () => [...told.values()].filter(({count}) => count > 0).map(({at, count, newest}) => countedLine(newest, count, newest.at - at)),
	};
}

function countedLine(event: LoggedEvent, count: number, microseconds: number): string {
	return count === 1 ? eventLine(event) : `${eventLine(event)} ×${grouped(count)} in ${duration(Math.max(1000, microseconds / 1000))}`;
}
