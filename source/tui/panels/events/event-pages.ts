import type {Step} from '../panel-definition.js';
import {filterOf} from '../../state/view.js';
import {matchingEvents} from '../../state/filter.js';
import {shownData, withView, type ScreenState} from '../../state/screen-state.js';
import {layoutFor, panelFrame, zoomedRows} from '../../state/layout.js';
import {problemRows} from '../../format/problem-rows.js';
import {foldedEvents, type CountedEvent} from '../../state/folded-events.js';
import {wholeEventRows} from './event-rows.js';

/** What a panel has room for. */
export type Room = {
	readonly rows: number;

	/** Rows that an event takes. */
	readonly heightOf: (event: CountedEvent) => number;
};

/** The events that stand in a panel, of a list with the newest first. */
export type Page = {
	readonly first: number;
	readonly count: number;
};

/** The events that a filter lets through, folded, the newest first. */
export function newestFirst(events: readonly CountedEvent[], filter: string): readonly CountedEvent[] {
	return foldedEvents(matchingEvents(events, filter)).toReversed();
}

/** The page with an event at its top, or where that is gone, the next older one. The last page is full. */
export function pageAt(list: readonly CountedEvent[], top: number | undefined, room: Room): Page {
	const index = top === undefined ? 0 : list.findIndex(({id}) => id <= top);
	const first = Math.min(index === -1 ? list.length : index, startBefore(list, list.length, room));
	return {first, count: countFrom(list, first, room)};
}

/** The id of the event at the top after a step, downwards to older ones; `undefined` is the newest. */
export function topAfter(list: readonly CountedEvent[], top: number | undefined, room: Room, {step, isDown}: {readonly step: Step; readonly isDown: boolean}): number | undefined {
	const {first, count} = pageAt(list, top, room);
	const last = startBefore(list, list.length, room);
	const target = {
		row: first + (isDown ? 1 : -1),
		page: isDown ? first + count : startBefore(list, first, room),
		all: isDown ? last : 0,
	}[step];
	const index = Math.max(0, Math.min(last, target));
	return index === 0 ? undefined : list[index]?.id;
}

/** Scrolls by a row, a page or all rows. */
export function scroll(state: ScreenState, step: Step, isDown: boolean): ScreenState {
	const {view} = state;
	const list = newestFirst(shownData(state).events, filterOf(view, 'events'));
	return withView(state, {top: topAfter(list, view.top, roomOf(state), {step, isDown})});
}

/** What the events panel has room for: an event a row, and in the zoomed one all that an event says. */
export function roomOf(state: ScreenState): Room {
	const {snapshot} = shownData(state);
	const width = state.size.columns - panelFrame;
	const pinned = snapshot === undefined ? 0 : problemRows(snapshot.sink, width, state.view.isZoomed).length;
	if (state.view.isZoomed) {
		return wholeRoom(width, zoomedRows(state.size) - pinned);
	}

	return oneRowRoom(layoutFor(state.size, snapshot).bottomRows - pinned);
}

/** Room in which an event takes a row. */
export function oneRowRoom(rows: number): Room {
	return {rows, heightOf: () => 1};
}

/** Room in which an event takes as many rows as it needs to be whole. */
export function wholeRoom(width: number, rows: number): Room {
	return {rows, heightOf: event => wholeEventRows(event, width).length};
}

/** The index of the first event of the page that ends before an index. */
function startBefore(list: readonly CountedEvent[], end: number, {rows, heightOf}: Room): number {
	let used = 0;
	let index = end;
	while (index > 0) {
		const event = list[index - 1];
		used += event === undefined ? 0 : heightOf(event);
		if (used > rows && index < end) {
			break;
		}

		index--;
	}

	return index;
}

function countFrom(list: readonly CountedEvent[], first: number, {rows, heightOf}: Room): number {
	let used = 0;
	let count = 0;
	for (const event of list.slice(first)) {
		used += heightOf(event);
		if (used > rows && count > 0) {
			break;
		}

		count++;
	}

	return count;
}
