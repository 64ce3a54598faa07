import type {Snapshot, WorkerSnapshot} from '../contract/snapshot.js';

/** What one snapshot adds to a window. Counters are totals since the start. */
export type Sample = {
	/** Milliseconds since the start. */
	readonly elapsed: number;

	/** Milliseconds since the start in which the producer was not held back. */
	readonly free: number;
	readonly depth: number;
	readonly usage: number;

	/** Workers that are not paused, and those of them that wait for the sink or for another attempt. */
	readonly active: number;
	readonly busy: number;
	readonly accepted: number;
	readonly delivered: number;
	readonly deadLettered: number;
	readonly full: number;
	readonly linger: number;
	readonly failures: number;

	/** Confirmed batches, and the milliseconds that they took together. */
	readonly batches: number;
	readonly time: number;
};

/** Snapshots of the last seconds, oldest first. */
export type Window = readonly Sample[];

/** Whether a worker waits for the sink: one that is to stop does so while it holds records. */
export function waitsForSink({state, held}: WorkerSnapshot): boolean {
	return state === 'flushing' || state === 'backingOff' || (state === 'draining' && held > 0);
}

export function sampleOf({elapsed, producer, queue, workers, ledger, flushReasons, failures, flushed}: Snapshot): Sample {
	const active = workers.filter(({state}) => state !== 'paused' && state !== 'draining');
	return {
		elapsed,
		free: producer.timeUnder.free,
		depth: queue.depth,
		usage: queue.usage,
		active: active.length,
		busy: active.filter(worker => waitsForSink(worker)).length,
		accepted: ledger.accepted.records,
		delivered: ledger.delivered.records,
		deadLettered: ledger.deadLettered.records,
		full: flushReasons.full,
		linger: flushReasons.linger,
		failures,
		batches: flushed.batches,
		time: flushed.time,
	};
}

/** A window with a sample taken in, no longer than so many milliseconds. */
export function extended(window: Window, sample: Sample, length: number): Window {
	return [...window.filter(({elapsed}) => elapsed >= sample.elapsed - length), sample];
}

/** How much a counter has risen in a window. */
export function risen(window: Window, count: (sample: Sample) => number): number {
	const first = window[0];
	const last = window.at(-1);
	return first === undefined || last === undefined ? 0 : count(last) - count(first);
}

export function lengthOf(window: Window): number {
	return risen(window, ({elapsed}) => elapsed);
}

export function sumOf(window: Window, value: (sample: Sample) => number): number {
	return window.reduce((total, sample) => total + value(sample), 0);
}

/** The end of a window, as short as may be so that it has some batches and half a second in it. */
export function newestBatches(window: Window): Window {
	const last = window.at(-1);
	const from = window.findLastIndex(sample => last !== undefined && last.batches - sample.batches >= 8 && last.elapsed - sample.elapsed >= 500);
	return from <= 0 ? window : window.slice(from);
}

/** Milliseconds that count as now. */
const momentLength = 1200;

/** The end of a window that counts as now. */
export function lastMoments(window: Window): Window {
	const now = window.at(-1)?.elapsed ?? 0;
	return window.filter(({elapsed}) => elapsed >= now - momentLength);
}

/** A part of a whole; 0 where the whole is nothing. */
export function shareOf(part: number, whole: number): number {
	return whole === 0 ? 0 : part / whole;
}
