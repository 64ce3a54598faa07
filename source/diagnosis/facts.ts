import type {Snapshot} from '../contract/snapshot.js';

/** What one snapshot adds to a window. Counters are totals since the start. */
export type Sample = {
	/** Milliseconds since the start. */
	readonly elapsed: number;

	/** Milliseconds since the start in which the producer was not held back. */
	readonly free: number;
	readonly usage: number;

	/** Workers that are not paused, and those of them that wait for the sink or for another attempt. */
	readonly active: number;
	readonly busy: number;
	readonly atSink: number;
	readonly accepted: number;
	readonly delivered: number;
	readonly full: number;
	readonly linger: number;
	readonly failures: number;

	/** When a batch was last delivered or failed, or the first sample; milliseconds since the start. */
	readonly settledAt: number;
};

/** The snapshots of the last seconds, oldest first. */
export type Window = readonly Sample[];

/** The sink at its quickest: what it is compared with when it gets slower. */
export type Quickest = {
	/** Milliseconds. */
	readonly flushTime: number;
	readonly workers: number;
};

/** The figures of a window. Shares are from 0 to 1, rates in records a second, times in milliseconds. */
export type Facts = {
	readonly snapshot: Snapshot;

	/** The length of the window in seconds. */
	readonly seconds: number;

	/** Share of the time in which backpressure held the producer back. */
	readonly heldBack: number;

	/** Mean queue usage. */
	readonly usage: number;

	/** Share of their time in which workers that are not paused were busy with the sink. */
	readonly busy: number;
	readonly workers: number;
	readonly paused: number;
	readonly produced: number;
	readonly processed: number;

	/** What the producer aims at, where it is paced. */
	readonly demand: number | undefined;

	/** Time of a flush; `undefined` where none was measured. */
	readonly flushTime: number | undefined;

	/** Batches flushed in the window, and why: because they were full, or because they had lingered. */
	readonly flushes: number;
	readonly fullShare: number;
	readonly lingerShare: number;

	/** Records in a mean batch. */
	readonly batch: number | undefined;

	/** For how many seconds no batch has been delivered or has failed. */
	readonly quiet: number;

	/** Share of the batches that failed. */
	readonly failing: number;
	readonly quickest: Quickest | undefined;
};

/** The busy share from which on workers have no time left. */
export const busyLimit = 0.7;

/** Long enough that figures are calm, and short enough to follow a spike. */
const windowLength = 3000;

/** A window with a snapshot taken in. */
export function observe(window: Window, snapshot: Snapshot): Window {
	const {elapsed, producer, queue, workers, ledger, flushReasons, failures} = snapshot;
	const last = window.at(-1);
	const isQuiet = last?.delivered === ledger.delivered.records && last.failures === failures;
	const active = workers.filter(({state}) => state !== 'paused');
	const sample: Sample = {
		elapsed,
		free: producer.timeUnder.free,
		usage: queue.usage,
		active: active.length,
		busy: active.filter(({state}) => state === 'flushing' || state === 'backingOff').length,
		atSink: ledger.inFlight.records,
		accepted: ledger.accepted.records,
		delivered: ledger.delivered.records,
		full: flushReasons.full,
		linger: flushReasons.linger,
		failures,
		settledAt: isQuiet ? last.settledAt : elapsed,
	};
	return [...window.filter(({elapsed: at}) => at >= elapsed - windowLength), sample];
}

/** What a window and its last snapshot tell together. */
export function factsOf(window: Window, snapshot: Snapshot, quickest: Quickest | undefined): Facts {
	const first = window[0];
	const last = window.at(-1);
	const elapsed = first === undefined || last === undefined ? 0 : last.elapsed - first.elapsed;
	const risen = (count: (sample: Sample) => number): number => first === undefined || last === undefined ? 0 : count(last) - count(first);
	const sum = (value: (sample: Sample) => number): number => window.reduce((total, sample) => total + value(sample), 0);
	const full = risen(sample => sample.full);
	const linger = risen(sample => sample.linger);
	const flushes = full + linger;
	const failures = risen(sample => sample.failures);
	const delivered = risen(sample => sample.delivered);
	const {producer: {isPaced, targetRate}, workers} = snapshot;
	const processed = share(delivered * 1000, elapsed);
	return {
		snapshot,
		seconds: elapsed / 1000,
		heldBack: elapsed === 0 ? 0 : Math.min(1, Math.max(0, 1 - (risen(sample => sample.free) / elapsed))),
		usage: share(sum(sample => sample.usage), window.length),
		busy: share(sum(sample => sample.busy), sum(sample => sample.active)),
		workers: workers.length,
		paused: workers.filter(({state}) => state === 'paused').length,
		produced: share(risen(sample => sample.accepted) * 1000, elapsed),
		processed,
		demand: isPaced && targetRate !== 'max' ? targetRate : undefined,
		flushTime: flushTimeOf(snapshot.flushTime?.p50, share(share(sum(sample => sample.atSink), window.length) * 1000, processed)),
		flushes,
		fullShare: share(full, flushes),
		lingerShare: share(linger, flushes),
		batch: flushes === 0 ? undefined : delivered / flushes,
		quiet: last === undefined ? 0 : (last.elapsed - last.settledAt) / 1000,
		failing: share(failures, failures + flushes),
		quickest,
	};
}

/** The quickest sink so far, with a snapshot taken in. */
export function quickestOf(quickest: Quickest | undefined, {flushTime, workers}: Snapshot): Quickest | undefined {
	return flushTime === undefined || (quickest !== undefined && quickest.flushTime <= flushTime.p50)
		? quickest
		: {flushTime: flushTime.p50, workers: workers.length};
}

/** Workers that a rate needs by Little's law: what is at the sink at one time is the rate times how long it stays there. */
export function workersNeeded({demand, flushTime, snapshot}: Facts): number | undefined {
	return demand === undefined || flushTime === undefined ? undefined : Math.ceil((demand * flushTime / 1000 / snapshot.settings.batchSize) - 0.05);
}

/** The most that so many workers deliver by Little's law, one full batch at a time each. `undefined` where more than that comes out: a fast sink is handed several batches at once. */
export function ceilingOf({flushTime, snapshot, processed, workers: present}: Facts, workers: number): number | undefined {
	if (flushTime === undefined || flushTime <= 0) {
		return undefined;
	}

	const each = snapshot.settings.batchSize * 1000 / flushTime;
	return processed > each * present * 1.25 ? undefined : each * workers;
}

/** Whether batches wait for an answer for much longer than one takes. */
export function isUnanswered({quiet, flushTime, busy}: Facts): boolean {
	return busy >= busyLimit && quiet >= 2 && quiet * 1000 > 2 * (flushTime ?? 0);
}

/** How many times slower the sink is than at its quickest. */
export function slowdownOf({flushTime, quickest}: Facts): number {
	return flushTime === undefined || quickest === undefined ? 1 : flushTime / Math.max(0.1, quickest.flushTime);
}

/** The median of the last 10 to 20 seconds, unless Little's law says that this is past: W = L / λ. */
function flushTimeOf(median: number | undefined, present: number): number | undefined {
	return median === undefined || present === 0 || (present > median / 1.5 && present < median * 1.5) ? median : Number(present.toPrecision(2));
}

function share(part: number, whole: number): number {
	return whole === 0 ? 0 : part / whole;
}
