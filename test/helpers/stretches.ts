import type {Stretch} from '../../source/domain/scaling/stretch.js';

export type StretchParts = Partial<Stretch> & {readonly workers: number};

/** Half a second in which each worker waited 100 ms for each of its batches of 50, but for what is given. */
export function stretchWith({workers, ...parts}: StretchParts): Stretch {
	const batches = parts.batches ?? workers * 5;
	return {
		workers, elapsed: 500, records: batches * 50, batches, flushTime: batches * 100, failures: 0, ...parts,
	};
}

/** Half a second with a receiver that does so many batches at a time, for 100 ms each: the others wait. */
export function stretchOfSlots(workers: number, slots: number): Stretch {
	const busy = Math.min(workers, slots);
	return stretchWith({workers, batches: busy * 5, flushTime: 500 * workers});
}

/** Half a second at full speed, in which a batch takes next to nothing. */
export function fastStretch(workers: number, records = 1_000_000): Stretch {
	return {
		workers, elapsed: 500, records, batches: records / 50, flushTime: 10, failures: 0,
	};
}
