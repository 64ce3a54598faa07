import type {Snapshot, WorkerSnapshot, WorkerState} from '../../source/contract/snapshot.js';
import type {Facts} from '../../source/diagnosis/facts.js';
import {snapshotWith} from './snapshots.js';

/** The facts of a pipeline at the defaults that keeps up with its rate, but for what is given. */
export function factsWith(facts: Partial<Omit<Facts, 'snapshot'>> = {}, snapshot: Partial<Snapshot> = {}): Facts {
	return {
		snapshot: snapshotWith(snapshot),
		length: 3000,
		heldBack: 0,
		usage: 0.4,
		growth: 0,
		busy: 0.9,
		workers: 6,
		paused: 0,
		stopping: 0,
		waiting: 5,
		produced: 1000,
		processed: 1000,
		demand: 1000,
		flushTime: 300,
		flushes: 60,
		fullShare: 1,
		lingerShare: 0,
		failing: 0,
		refused: 0,
		silence: 0,
		undelivered: 0,
		unanswered: 0,
		lastAnswerTime: 0,
		failuresInRow: 0,
		slowdown: undefined,
		now: 1000,
		best: 1000,
		enough: undefined,
		...facts,
	};
}

export function workerWith(id: number, state: WorkerState): WorkerSnapshot {
	return {
		id, state, held: 50, fill: 1, rate: 0, delivered: 0, flushes: 0, flushTime: undefined, retries: 0, failures: 0, attempts: 0,
	};
}
