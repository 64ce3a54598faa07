import type {WatchedTransition} from '../../engine/snapshot.js';
import {compact, exactTimeOfDay, timeOfDay} from '../lines/format.js';
import {
	cut, firstThatFits, left, widthOf,
} from '../lines/text.js';
import {span, type Line} from '../looks/theme.js';
import {nameOf, nearName} from './statechart.js';

/** From here on there is room for paths and milliseconds. */
const wideEnough = 60;

/** The last transitions, the newest first: when, from where to where, and what caused it. */
export function transitionLines(transitions: readonly WatchedTransition[], width: number): readonly Line[] {
	if (transitions.length === 0) {
		return [[span(cut('no transition since it is watched', width), 'faint')]];
	}

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
