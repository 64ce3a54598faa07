import {frameInterval, nothingSpent, spend} from './frame-budget.js';
import type {ScreenState} from './screen-state.js';
import type {Timing} from './timing.js';

/** The screen's state, shown in steps: however much happens, React sees a change only as often as frames may be drawn. */
export type Store = {
	/** The state with all that has happened. */
	readonly get: () => ScreenState;
	readonly set: (state: ScreenState) => void;

	/** Sets a state that answers a key: it is shown as soon as can be, and the frames after it wait for that. */
	readonly answer: (state: ScreenState) => void;

	/** The state that is on the screen. */
	readonly shown: () => ScreenState;
	readonly subscribe: (listener: () => void) => () => void;
};

/** Least milliseconds between a frame and the answer to a key. */
const quickest = 30;

/** Frames that answers may be ahead of their time: who holds a key down gets no more frames than others. */
const ahead = 2;

export function createStore(initial: ScreenState, timing: Timing): Store {
	const listeners = new Set<() => void>();
	let state = initial;
	let shown = initial;
	let spending = nothingSpent;
	let shownAt = Number.NEGATIVE_INFINITY;
	let workedAt = timing.worked();
	let toldAt = Number.NEGATIVE_INFINITY;
	let regularAt = Number.NEGATIVE_INFINITY;
	let dueAt = Number.POSITIVE_INFINITY;

	const show = () => {
		const [now, worked] = [timing.now(), timing.worked()];
		spending = spend(spending, worked - workedAt, now - shownAt);
		dueAt = Number.POSITIVE_INFINITY;
		regularAt = Math.max(now, regularAt) + frameInterval(spending);
		[shownAt, workedAt] = [now, worked];
		if (now - toldAt >= 1000) {
			toldAt = now;
			state = {...state, cost: spending.share};
		}

		shown = state;
		for (const listener of listeners) {
			listener();
		}
	};

	const showAt = (time: number) => {
		if (time >= dueAt) {
			return;
		}

		// Never at once: the keys of one read, or a snapshot and a key, make one frame.
		dueAt = time;
		timing.after(Math.max(0, time - timing.now()), () => {
			if (dueAt === time) {
				show();
			}
		});
	};

	return {
		get: () => state,
		set(next) {
			state = next;
			showAt(regularAt);
		},
		answer(next) {
			state = next;
			showAt(Math.max(shownAt + quickest, regularAt - (ahead * frameInterval(spending))));
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
