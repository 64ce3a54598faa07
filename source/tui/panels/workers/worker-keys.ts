import {refuse, type Action} from '../../input/action.js';
import {layoutFor} from '../../state/layout.js';
import {
	shownData, withNotice, withView, type ScreenState,
} from '../../state/screen-state.js';
import {withSelection, withSelectionMoved} from '../../state/selection.js';
import {isDescending, orderBy, type Order} from '../../state/table-order.js';
import type {Step} from '../panel-definition.js';
import {headingWord, tableColumns, tableWidth} from './worker-rows.js';

/** Selects the worker that stands a row, a page or all rows further. */
export function moveSelection(state: ScreenState, step: Step, isDown: boolean): ScreenState {
	const rows = {row: 1, page: layoutFor(state.size, shownData(state).snapshot).tableRows, all: Number.POSITIVE_INFINITY}[step];
	return withSelectionMoved(state, isDown ? rows : -rows);
}

/** Sorts by the column whose place from the left the key says. */
export const sort: Action = onTable((state, key) => {
	const column = tableColumns(tableWidth(state.size.columns), state.view.order)[Number(key) - 1];
	return column === undefined
		? refuse(state, 'the table has fewer columns')
		: {state: sortedBy(state, orderBy(state.view.order, column.name))};
});

export const reverse: Action = onTable(state => ({state: sortedBy(state, orderBy(state.view.order, state.view.order.column))}));

/** Selects the marked worker before the rows move, so that the mark stays on it. */
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
