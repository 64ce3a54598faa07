import {momentOf} from '../state/moment.js';
import {dataAt} from '../state/recall.js';
import {
	chartColumns, unfrozen, withNotice, type ScreenState,
} from '../state/screen-state.js';
import {timeScale, windowBeside, windowName} from '../state/time-window.js';
import {refuse, type Action} from '../input/action.js';

export const toggleFreeze: Action = state => state.frozen === undefined
	? {state: withNotice(frozen(state), 'frozen, the pipeline goes on: ←→ look back, space is live again')}
	: {state: withNotice(unfrozen(state), 'live')};

/** Looks at the moment so many columns of the chart later; a live screen is frozen first. */
export function scrub(columns: number): Action {
	return state => {
		if (state.frozen === undefined && columns > 0) {
			return refuse(state, 'this is live: ← looks back');
		}

		const held = frozen(state);
		const moment = momentOf(held)?.sample.second;
		if (moment === undefined) {
			return refuse(state, 'nothing has happened yet');
		}

		const live = held.frozen ?? held.live;
		const {history} = live;
		const [oldest, newest] = [history[0]?.second ?? 0, history.at(-1)?.second ?? 0];
		if (moment === (columns < 0 ? oldest : newest)) {
			return refuse(held, columns < 0 ? 'nothing older is kept' : 'here it was frozen: space is live again');
		}

		const steps = columns * timeScale(chartColumns(state), state.view.window, history.length).secondsPerColumn;
		const target = Math.max(oldest, Math.min(newest, moment + steps));
		const recalled = target === newest ? live : dataAt(live, target);
		const there = {
			...held, recalled, notice: undefined, view: {...held.view, moment: target},
		};
		return {state: recalled === undefined ? withNotice(there, 'so far back only the chart and the title know: all else is of the freeze', true) : there};
	};
}

/** Shows a window so many steps longer. */
export function changeWindow(steps: number): Action {
	return state => {
		const window = windowBeside(state.view.window, steps);
		return window === undefined
			? refuse(state, steps < 0 ? 'this is the shortest time that is shown: ] for more' : 'an hour is all that is kept: [ for less')
			: {state: withNotice({...state, view: {...state.view, window}}, `the chart shows the last ${windowName(window)}, or all of a shorter run`)};
	};
}

function frozen(state: ScreenState): ScreenState {
	return {...state, frozen: state.frozen ?? state.live};
}
