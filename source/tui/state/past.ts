import type {Snapshot} from '../../contract/snapshot.js';
import type {Verdict} from '../../diagnosis/verdict.js';

/** All that was known at the end of a second of the run. */
export type Instant = {
	/** The whole second since the start. */
	readonly second: number;
	readonly snapshot: Snapshot;
	readonly verdict: Verdict;
};

/** The last instants of a run, one a second, oldest first. */
export type Past = readonly Instant[];

export const noPast: Past = [];

/** The most that is kept, in worker snapshots: an hour of ten workers, less time of more workers. */
const mostWeight = 72_000;

/** A past with a snapshot taken in: the last snapshot of a second stands for it. The oldest instants go where all would weigh too much. */
export function remember(past: Past, snapshot: Snapshot, verdict: Verdict): Past {
	const second = Math.floor(snapshot.elapsed / 1000);
	const before = past.at(-1)?.second === second ? past.slice(0, -1) : past;
	let room = mostWeight - weightOf(snapshot);
	const tooOld = before.findLastIndex(instant => {
		room -= weightOf(instant.snapshot);
		return room < 0;
	});
	return [...before.slice(tooOld + 1), {second, snapshot: {...snapshot, events: []}, verdict}];
}

/** The weight of a snapshot, in worker snapshots: its other parts are as large as ten of them. */
function weightOf({workers}: Snapshot): number {
	return workers.length + 10;
}
