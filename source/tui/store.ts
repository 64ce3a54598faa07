import type {ScreenState} from './screen-state.js';
import type {Timing} from './timing.js';

/** The screen's state, shown in steps: however much happens, React sees a change at most so often. */
export type Store = {
	/** The state with all that has happened. */
	readonly get: () => ScreenState;
	readonly set: (state: ScreenState) => void;

	/** The state that is on the screen. */
	readonly shown: () => ScreenState;
	readonly subscribe: (listener: () => void) => () => void;
};

export function createStore(initial: ScreenState, timing: Timing, interval = 66): Store {
	const listeners = new Set<() => void>();
	let state = initial;
	let shown = initial;
	let shownAt = Number.NEGATIVE_INFINITY;
	let isWaiting = false;

	const show = () => {
		isWaiting = false;
		shown = state;
		shownAt = timing.now();
		for (const listener of listeners) {
			listener();
		}
	};

	return {
		get: () => state,
		set(next) {
			state = next;
			if (isWaiting) {
				return;
			}

			// Never at once: the keys of one read, or a snapshot and a key, make one frame.
			isWaiting = true;
			timing.after(Math.max(0, shownAt + interval - timing.now()), show);
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
