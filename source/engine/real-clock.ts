import {performance} from 'node:perf_hooks';
import type {Clock} from './ports/clock.js';

/** The machine's own time. `defer` runs after the input and output that is due, so that nobody starves. */
export function createRealClock(): Clock {
	const timers = new Map<number, NodeJS.Timeout>();
	let nextId = 1;
	return {
		now: () => performance.now(),
		wall: () => Date.now() * 1000,
		defer(run) {
			setImmediate(run);
		},
		setTimeout(run, delay) {
			const id = nextId++;
			timers.set(id, setTimeout(() => {
				timers.delete(id);
				run();
			}, delay));
			return id;
		},
		clearTimeout(id) {
			clearTimeout(timers.get(id));
			timers.delete(id);
		},
	};
}
