import type {EngineData} from '../state/engine-data.js';
import {momentOf, type Moment} from '../state/moment.js';
import {chartColumns, shownData, type ScreenState} from '../state/screen-state.js';
import {timeView, type TimeView} from '../state/time-window.js';

/** What several panels draw from, put together once a frame. */
export type Scene = {
	readonly state: ScreenState;
	readonly data: EngineData;

	/** The moment that a frozen screen looks at. */
	readonly moment: Moment | undefined;

	/** What the chart shows of the history: put together for the first panel that asks. */
	readonly time: () => TimeView;
};

/** The scene of a state. */
export function sceneOf(state: ScreenState): Scene {
	const data = shownData(state);
	const moment = momentOf(state);
	let time: TimeView | undefined;
	return {
		state,
		data,
		moment,
		time() {
			time ??= timeView(data.history, chartColumns(state), state.view.window, moment?.sample.second);
			return time;
		},
	};
}
