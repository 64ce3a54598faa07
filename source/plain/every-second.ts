import type {Snapshot} from '../contract/snapshot.js';

const period = 1000;

/** Creates a function that picks the first snapshot of each second, by the engine's own time. */
export function createEverySecond(): (snapshot: Snapshot) => boolean {
	let next = period;
	return ({elapsed}) => {
		if (elapsed < next) {
			return false;
		}

		next = (Math.floor(elapsed / period) + 1) * period;
		return true;
	};
}
