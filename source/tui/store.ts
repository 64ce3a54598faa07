import type {Clock} from '../engine/ports/clock.js';
import type {ScreenState} from './screen-state.js';

/** The screen's state, shown in steps: however much happens, React sees a change at most so often. */
export type Store = {
	/** The state with all that has happened. */
	readonly get: () => ScreenState;
	readonly set: (state: ScreenState) => void;

	/** The state that is on the screen. */
	readonly shown: () => ScreenState;
	readonly subscribe: (listener: () => void) => () => void;
};

export function createStore(initial: ScreenState, clock: Pick<Clock, 'now' | 'setTimeout'>, interval = 66): Store {
	const listeners = new Set<() => void>();
	let state = initial;
	let shown = initial;
	let shownAt = Number.NEGATIVE_INFINITY;
	let isWaiting = false;

	const show = () => {
		isWaiting = false;
		shown = state;
		shownAt = clock.now();
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
			clock.setTimeout(show, Math.max(0, shownAt + interval - clock.now()));
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
