import type {Snapshot, WorkerSnapshot, WorkerState} from '../../source/contract/snapshot.js';
import type {Facts} from '../../source/diagnosis/facts.js';
import {snapshotWith} from './snapshots.js';

/** The facts of a pipeline at the defaults that keeps up with its rate, but for what is given. */
export function factsWith(facts: Partial<Omit<Facts, 'snapshot'>> = {}, snapshot: Partial<Snapshot> = {}): Facts {
	return {
		snapshot: snapshotWith(snapshot),
		seconds: 3,
		heldBack: 0,
		usage: 0.4,
		busy: 0.9,
		workers: 6,
		paused: 0,
		produced: 1000,
		processed: 1000,
		demand: 1000,
		flushTime: 300,
		flushes: 60,
		fullShare: 1,
		lingerShare: 0,
		batch: 50,
		quiet: 0,
		failing: 0,
		quickest: {flushTime: 300, workers: 1},
		...facts,
	};
}

export function workerWith(id: number, state: WorkerState): WorkerSnapshot {
	return {
		id, state, held: 50, fill: 1, rate: 0, delivered: 0, flushes: 0, flushTime: undefined, retries: 0, failures: 0, attempts: 0,
	};
}
