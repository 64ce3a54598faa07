import {performance} from 'node:perf_hooks';
import type {Clock} from './ports/clock.js';

/** The longest delay of a timer in Node, in milliseconds: with a longer one it would run at once. */
const longestTimer = (2 ** 31) - 1;

/** The real time of the machine. `defer` runs after pending input and output, so that these do not starve. */
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
