import {refuse, type Action} from '../input/action.js';
import {nextMachine, openInspector} from '../inspector/watching.js';
import type {Step} from '../panels/panel-definition.js';
import {focusOf, panelAfter} from '../panels/panels.js';
import {moveSelection} from '../panels/workers/worker-keys.js';
import {
	unfrozen, withNotice, withoutOverlay, withView,
} from '../state/screen-state.js';
import {withoutFilters} from './filter-input.js';

/** Goes on to the next panel, or in the inspector to the next machine. A zoomed panel gives its place to the next one, if that can be zoomed. */
export const goOn: Action = (state, key) => {
	if (state.inspector !== undefined) {
		return nextMachine(state, key);
	}

	const {focus, isZoomed} = state.view;
	const next = panelAfter(focus);
	const {isZoomable = false, hint = ''} = focusOf(next) ?? {};
	const there = withView({...state, notice: undefined}, {focus: next, isZoomed: isZoomed && isZoomable});
	return {state: there.view.isZoomed ? there : withNotice(there, `${next}: ${hint}`)};
};

/** Opens what the panel in focus has more of: the selected worker's machine, or the panel itself in full. Again: back. */
export const open: Action = (state, key) => {
	const {focus, isZoomed} = state.view;
	return state.inspector === undefined && focusOf(focus)?.isZoomable === true
		? {state: withView({...state, notice: undefined}, {isZoomed: !isZoomed})}
		: openInspector(state, key);
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

/** Moves in the panel in focus, or in the inspector from worker to worker. */
export function move(step: Step, direction: 'up' | 'down'): Action {
	return state => {
		const moveIn = state.inspector === undefined ? focusOf(state.view.focus)?.move : moveSelection;
		return moveIn === undefined
			? refuse(state, 'there is nothing to move in: tab goes on, enter shows all')
			: {state: moveIn(state, step, direction === 'down')};
	};
}
