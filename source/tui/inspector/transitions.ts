import type {InspectedTransition} from '../../contract/inspection.js';
import type {MachineName} from '../../contract/command.js';
import {compact, exactTimeOfDay, timeOfDay} from '../../text/format.js';
import {
	cut, firstThatFits, left, widthOf,
} from '../../text/columns.js';
import {span, type Row} from '../theme/theme.js';
import {nameOf, nearName} from './statechart.js';

/** From here on there is room for paths and milliseconds. */
const wideEnough = 60;

/** What makes a machine take a transition. */
const hints: Readonly<Record<MachineName, string>> = {
	worker: 'p pauses it',
	producer: 'P pauses it',
	scaler: 'it looks again soon',
	pipeline: 'q drains it',
};

/** What stands there instead of transitions; at a moment of the past the machine may not have been watched. */
export function noTransitionRow(machine: MachineName, isWatched: boolean, width: number): Row {
	return [span(cut(isWatched ? `none yet: ${hints[machine]}` : 'not recorded', width), 'faint')];
}

/** The last transitions, the newest first: when, from where to where, and what caused it. */
export function transitionRows(transitions: readonly InspectedTransition[], width: number): readonly Row[] {
	const isWide = width >= wideEnough;
	const ways = transitions.map(({from, to}) => isWide ? wayOf(from, to, nearName(from, to)) : wayOf(nameOf(from), nameOf(to)));
	const longest = Math.min(isWide ? 38 : 22, Math.max(...ways.map(way => widthOf(way))));
	return transitions.map(({at, event, guard, times}, index) => {
		const time = isWide ? exactTimeOfDay(at) : timeOfDay(at);
		const cause = `${times > 1 ? `×${compact(times)} ` : ''}${event}`;
		const causes = [`${cause}${guard === undefined ? '' : ` [${guard}]`}`, cause];
		const isNewest = index === transitions.length - 1;
		return [
			span(`${time} `, 'faint'),
			span(left(ways[index] ?? '', longest), isNewest ? 'accent' : 'plain'),
			span(` ${firstThatFits(causes, width - widthOf(time) - longest - 2)}`, 'faint'),
		];
	}).toReversed();
}

function wayOf(from: string, to: string, shownTo = to): string {
	return from === to ? `↻ ${to}` : `${from} → ${shownTo}`;
}
