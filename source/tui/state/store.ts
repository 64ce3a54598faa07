import type {Timing} from '../terminal/timing.js';
import {
	nothingSpent, spend, waitOf, type Purpose,
} from './frame-budget.js';
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

/** Least milliseconds from one frame to the next, and from a frame to the answer to a key. */
const [regular, quickest] = [100, 30];

/** Milliseconds between two looks at what the screen costs: a figure that flickers can't be read. */
const costInterval = 1000;

/** A store whose frames come ten a second, or fewer where they cost more than their share of a core. */
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

	const spent = () => spend(spending, timing.worked() - workedAt, timing.now() - shownAt);

	const show = () => {
		const now = timing.now();
		spending = spent();
		shownAt = now;
		workedAt = timing.worked();
		regularAt = now >= regularAt ? now + regular : regularAt;
		dueAt = Number.POSITIVE_INFINITY;
		if (now - toldAt >= costInterval) {
			toldAt = now;
			state = {...state, cost: spending.share};
		}

		shown = state;
		for (const listener of listeners) {
			listener();
		}
	};

	const showAfter = (earliest: number, purpose: Purpose) => {
		if (earliest >= dueAt) {
			return;
		}

		const time = Math.max(earliest, timing.now() + waitOf(spent(), purpose));
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
			showAfter(regularAt, 'news');
		},
		answer(next) {
			state = next;
			showAfter(shownAt + quickest, 'answer');
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
