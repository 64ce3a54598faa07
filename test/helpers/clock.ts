import {createRealClock} from '../../source/engine/real-clock.js';
import type {Clock} from '../../source/engine/ports/clock.js';

/** The machine's own time. */
export const realClock = createRealClock();

/** The machine's own time, but timers fire only when they are told to. */
export function createManualClock(): Clock & {readonly delays: readonly number[]; fire(): void} {
	const timers = new Map<number, {readonly run: () => void; readonly delay: number}>();
	let next = 0;
	return {
		...realClock,
		get delays() {
			return [...timers.values()].map(({delay}) => delay);
		},
		setTimeout(run, delay) {
			next++;
			timers.set(next, {run, delay});
			return next;
		},
		clearTimeout(id) {
			timers.delete(id);
		},
		fire() {
			const due = [...timers.values()];
			timers.clear();
			for (const {run} of due) {
				run();
			}
		},
	};
}
