import {nextMachine, openInspector} from '../inspector/watching.js';
import {
	newestFirst, roomOf, topAfter, type Step,
} from '../panels/events/event-pages.js';
import {layoutOf} from '../state/layout.js';
import {
	shownData, unfrozen, withNotice, withoutOverlay, type ScreenState,
} from '../state/screen-state.js';
import {withSelection, withSelectionMoved} from '../state/selection.js';
import {isDescending, orderBy, type Order} from '../state/table-order.js';
import type {PanelName, View} from '../state/view.js';
import {headingWord, tableColumns, tableWidth} from '../panels/workers/worker-rows.js';
import {refuse, type Action} from '../input/action.js';
import {withoutFilters} from './filter-input.js';

const panels: readonly PanelName[] = ['workers', 'events', 'ledger', 'flow'];

const hints: Readonly<Record<PanelName, string>> = {
	workers: 'workers: ↑↓ select, / filters, 1–9 sort, enter opens',
	events: 'events: ↑↓ scroll, / filters, enter shows them in full',
	ledger: 'ledger: enter shows it in full',
	flow: 'flow: enter shows all of it',
};

/** Goes on to the next panel, or in the inspector to the next machine. A zoomed panel gives its place to the next one that can be zoomed. */
export const goOn: Action = (state, key) => {
	if (state.inspector !== undefined) {
		return nextMachine(state, key);
	}

	const {focus, isZoomed} = state.view;
	const next = panels[(panels.indexOf(focus) + 1) % panels.length] ?? 'workers';
	const there = withView({...state, notice: undefined}, {focus: next, isZoomed: isZoomed && next !== 'workers'});
	return {state: there.view.isZoomed ? there : withNotice(there, hints[next])};
};

/** Opens what the panel in focus has more of: the selected worker's machine, or the panel itself in full. Again: back. */
export const open: Action = (state, key) => {
	const {focus, isZoomed} = state.view;
	return state.inspector !== undefined || focus === 'workers'
		? openInspector(state, key)
		: {state: withView({...state, notice: undefined}, {isZoomed: !isZoomed})};
};

/** One step back: first from the filters, then from a zoomed panel, then to the live screen as it was at first. */
export const back: Action = state => {
	const unfiltered = withoutFilters(state);
	if (unfiltered !== undefined) {
		return {state: unfiltered};
	}

	return state.view.isZoomed
		? {state: withView({...state, notice: undefined}, {isZoomed: false})}
		: {state: withView({...unfrozen(withoutOverlay(state)), inspector: undefined, notice: undefined}, {focus: 'workers', top: undefined})};
};

/** Moves in the panel in focus: selects among workers, scrolls events. */
export function move(step: Step, direction: 'up' | 'down'): Action {
	const isDown = direction === 'down';
	return state => {
		const {focus, filters, top} = state.view;
		if (state.inspector !== undefined || focus === 'workers') {
			const rows = {row: 1, page: tableRowsOf(state), all: Number.POSITIVE_INFINITY}[step];
			return {state: withSelectionMoved(state, isDown ? rows : -rows)};
		}

		return focus === 'events'
			? {state: withView(state, {top: topAfter(newestFirst(shownData(state).events, filters.events), top, roomOf(state), {step, isDown})})}
			: refuse(state, 'there is nothing to move in: tab goes on, enter shows all');
	};
}

/** Sorts by the column whose place from the left the key says. */
export const sort: Action = onTable((state, key) => {
	const column = tableColumns(tableWidth(state.size.columns), state.view.order)[Number(key) - 1];
	return column === undefined
		? refuse(state, 'the table has fewer columns')
		: {state: sortedBy(state, orderBy(state.view.order, column.name))};
});

export const reverse: Action = onTable(state => ({state: sortedBy(state, orderBy(state.view.order, state.view.order.column))}));

/** What is marked is selected before it can move away from under the eye. */
function sortedBy(state: ScreenState, order: Order): ScreenState {
	const held = state.selected === undefined ? withSelection(state) : state;
	const first = {worker: 'the oldest', state: 'trouble'};
	const isNatural = !order.isReversed;
	const word = order.column === 'worker' || order.column === 'state'
		? `${first[order.column]} ${isNatural ? 'first' : 'last'}`
		: `the ${isDescending(order) ? 'highest' : 'lowest'} first`;
	return withNotice(withView(held, {order}), `workers by ${headingWord(order.column)}, ${word}: r reverses`);
}

function onTable(act: Action): Action {
	return (state, key) => state.inspector !== undefined || state.view.isZoomed
		? refuse(state, 'the worker table is not on the screen: esc goes back to it')
		: act(state, key);
}

function tableRowsOf(state: ScreenState): number {
	return layoutOf(state.size, shownData(state).snapshot?.bounds.maxWorkers ?? 10).tableRows;
}

function withView(state: ScreenState, view: Partial<View>): ScreenState {
	return {...state, view: {...state.view, ...view}};
}
