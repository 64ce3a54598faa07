import {performance} from 'node:perf_hooks';
import type {Clock} from './ports/clock.js';

/** What a timer of Node can be set to, in milliseconds; set to more, it runs at once. */
const longestTimer = (2 ** 31) - 1;

/** The machine's own time. `defer` runs after the input and output that is due, so that nobody starves. */
export function createRealClock(): Clock {
	const timers = new Map<number, NodeJS.Timeout>();
	let nextId = 1;
	const arm = (id: number, run: () => void, delay: number): void => {
		timers.set(id, setTimeout(() => {
			if (delay > longestTimer) {
				arm(id, run, delay - longestTimer);
				return;
			}

			timers.delete(id);
			run();
		}, Math.min(delay, longestTimer)));
	};

	return {
		now: () => performance.now(),
		wall: () => Date.now() * 1000,
		defer(run) {
			setImmediate(run);
		},
		setTimeout(run, delay) {
			const id = nextId++;
			arm(id, run, delay);
			return id;
		},
		clearTimeout(id) {
			clearTimeout(timers.get(id));
			timers.delete(id);
		},
	};
}
