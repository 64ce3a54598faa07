import type {Timing} from '../terminal/timing.js';
import {FramePacer} from './frame-pacer.js';
import type {ScreenState} from './screen-state.js';

/** The screen's state, shown in steps: however much happens, React sees a change only as often as frames may be drawn. */
export type Store = {
	/** The state with all that has happened. */
	readonly get: () => ScreenState;
	readonly set: (state: ScreenState) => void;

	/** Sets a state that answers a key: it is shown as soon as can be. */
	readonly answer: (state: ScreenState) => void;

	/** The state that is on the screen. */
	readonly shown: () => ScreenState;
	readonly subscribe: (listener: () => void) => () => void;
};

/** Milliseconds for which the figure of the screen's cost stays: a figure that flickers can't be read. */
const costInterval = 1000;

/** A store that shows its state when a `FramePacer` decides so. */
export function createStore(initial: ScreenState, timing: Timing): Store {
	const listeners = new Set<() => void>();
	let state = initial;
	let shown = initial;
	let toldAt = Number.NEGATIVE_INFINITY;

	const pacer = new FramePacer(timing, share => {
		const now = timing.now();
		if (now - toldAt >= costInterval) {
			toldAt = now;
			state = {...state, cost: share};
		}

		shown = state;
		for (const listener of listeners) {
			listener();
		}
	});

	return {
		get: () => state,
		set(next) {
			state = next;
			pacer.request('news');
		},
		answer(next) {
			state = next;
			pacer.request('answer');
		},
		shown: () => shown,
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
	};
}
