import {longestFilter} from '../state/filter.js';
import {
	withNotice, withoutOverlay, withView, type ScreenState,
} from '../state/screen-state.js';
import {filterOf, type PanelName} from '../state/view.js';
import {filteredPanels, focusOf} from '../panels/panels.js';
import {refuse, type Action, type Outcome} from '../input/action.js';
import {textAfter} from '../input/typed-text.js';

/** Opens the input for the filter of the panel in focus. */
export const openFilter: Action = state => {
	const {focus} = state.view;
	if (state.inspector !== undefined) {
		return refuse(state, 'there are no rows to filter here: esc goes back to them');
	}

	return focusOf(focus)?.isFiltered === true
		? {state: {...state, notice: undefined, overlay: {kind: 'filter', panel: focus}}}
		: refuse(state, `there are no rows to filter here: tab goes to ${filteredPanels('and')}`);
};

/** What a key does while a filter is typed; the filter holds at once. `undefined` for keys that are not for the input: those that move, and Ctrl-C. */
export function pressInFilter(state: ScreenState, panel: PanelName, key: string): Outcome | undefined {
	switch (key) {
		case 'enter':
		case 'tab': {
			return {state: withoutOverlay(state)};
		}

		case 'escape': {
			return {state: withFilter(withoutOverlay(state), panel, '')};
		}

		case 'left':
		case 'right': {
			return {state};
		}

		default: {
			const text = textAfter(filterOf(state.view, panel), key, longestFilter);
			return text === undefined ? undefined : {state: withFilter(state, panel, text)};
		}
	}
}

/** The state without the filters that are on the screen; `undefined` where there are none. */
export function withoutFilters(state: ScreenState): ScreenState | undefined {
	const {focus, isZoomed, filters} = state.view;
	const isSet = (panel: PanelName): boolean => filters[panel] !== '' && (!isZoomed || focus === panel);
	const set = Object.keys(filters).filter(panel => isSet(panel));
	if (state.inspector !== undefined || set.length === 0) {
		return undefined;
	}

	const cleared = {...filters, ...Object.fromEntries(set.map(panel => [panel, '']))};
	return withNotice(withView(state, {filters: cleared, top: undefined}), 'no filter: all rows are shown');
}

function withFilter(state: ScreenState, panel: PanelName, filter: string): ScreenState {
	const {view} = state;
	const top = panel === 'events' ? undefined : view.top;
	return withView(state, {filters: {...view.filters, [panel]: filter}, top});
}
