import type {Snapshot} from '../contract/snapshot.js';
import {enoughWorkers, type Memory, type Slowdown} from './memory.js';
import {
	lastMoments, lengthOf, newestBatches, risen, shareOf, sumOf, waitsForSink, type Window,
} from './samples.js';

/** The figures that causes are judged by. Shares are from 0 to 1, rates in records a second, times in milliseconds. */
export type Facts = {
	readonly snapshot: Snapshot;

	/** Milliseconds of the window: the time since the last change, and some seconds at the most. */
	readonly length: number;

	/** Share of the time in which backpressure held the producer back. */
	readonly heldBack: number;

	/** Mean queue usage. */
	readonly usage: number;

	/** Records by which the queue has grown. */
	readonly growth: number;

	/** Share of their time in which workers that are neither paused nor to stop were busy with the sink. */
	readonly busy: number;

	/** Workers that are not to stop, those of them that are paused, and those that are to stop. */
	readonly workers: number;
	readonly paused: number;
	readonly stopping: number;

	/** Workers that wait for the sink at this moment. */
	readonly waiting: number;
	readonly produced: number;
	readonly processed: number;

	/** What the producer aims at, where it is paced. */
	readonly demand: number | undefined;

	/** Mean time of the newest batches; `undefined` where none was measured. */
	readonly flushTime: number | undefined;

	/** Batches flushed, and why: because they were full, or because they had lingered. */
	readonly flushes: number;
	readonly fullShare: number;
	readonly lingerShare: number;

	/** Share of the batches that failed, where none was refused for good. */
	readonly failing: number;

	/** Share of the records of the last second and a half that became dead letters. It knows of no change. */
	readonly refused: number;

	/** For how long no record has entered, none was delivered, and no batch was answered for. */
	readonly silence: number;
	readonly undelivered: number;
	readonly unanswered: number;

	/** Milliseconds that the last answer took. */
	readonly lastAnswerTime: number;
	readonly failuresInRow: number;
	readonly slowdown: Slowdown | undefined;

	/** Records a second that go out now, and the most that ever did while nothing else was changed. */
	readonly now: number;
	readonly best: number;

	/** With so many workers as much came out as with the present ones. */
	readonly enough: number | undefined;
};

/** The busy share from which on workers have no time left. */
export const busyLimit = 0.7;

/** What a window, the last moments and the memory tell together. `recent` goes back beyond the last change. */
export function factsOf(snapshot: Snapshot, window: Window, recent: Window, memory: Memory): Facts {
	const {elapsed, producer: {isPaced, targetRate}, workers} = snapshot;
	const length = lengthOf(window);
	const full = risen(window, sample => sample.full);
	const flushes = full + risen(window, sample => sample.linger);
	const rate = (count: (sample: Window[number]) => number): number => shareOf(risen(window, count) * 1000, length);
	const newest = newestBatches(window);
	const lately = lastMoments(window);
	const latelyLength = lengthOf(lately);
	const failed = risen(lately, sample => sample.failures);
	const batches = risen(newest, sample => sample.batches);
	const refused = risen(recent, sample => sample.deadLettered);
	const processed = rate(sample => sample.delivered);
	const flushTime = batches === 0 ? undefined : risen(newest, sample => sample.time) / batches;
	const busy = busyShare(lately);
	const present = workers.filter(({state}) => state !== 'draining').length;
	return {
		snapshot,
		length,
		heldBack: latelyLength === 0 ? 0 : Math.min(1, Math.max(0, 1 - (risen(lately, sample => sample.free) / latelyLength))),
		usage: shareOf(sumOf(lately, sample => sample.usage), lately.length),
		growth: risen(window, sample => sample.depth),
		busy,
		workers: present,
		paused: workers.filter(({state}) => state === 'paused').length,
		stopping: workers.length - present,
		waiting: workers.filter(worker => waitsForSink(worker)).length,
		produced: rate(sample => sample.accepted),
		processed,
		demand: isPaced && targetRate !== 'max' ? targetRate : undefined,
		flushTime,
		flushes,
		fullShare: shareOf(full, flushes),
		lingerShare: shareOf(flushes - full, flushes),
		failing: snapshot.sink.isRefusal || risen(window, sample => sample.deadLettered) > 0 ? 0 : shareOf(failed, failed + risen(lately, sample => sample.batches)),
		refused: shareOf(refused, refused + risen(recent, sample => sample.delivered)),
		silence: elapsed - memory.acceptedAt,
		undelivered: elapsed - memory.deliveredAt,
		unanswered: elapsed - memory.answeredAt,
		lastAnswerTime: memory.lastAnswerTime,
		failuresInRow: memory.failuresInRow,
		slowdown: memory.slowdown,
		now: shareOf(risen(lately, sample => sample.delivered) * 1000, latelyLength),
		best: memory.best,
		enough: enoughWorkers(memory, {
			workers: present, flushTime, processed, isBusy: busy >= busyLimit,
		}),
	};
}

/** How busy workers were with the sink: as they were seen, or by the time that their batches took. A worker that is done within a moment is seldom seen at it. */
function busyShare(window: Window): number {
	const active = sumOf(window, sample => sample.active);
	const byTime = shareOf(risen(window, sample => sample.time), lengthOf(window) * active / Math.max(1, window.length));
	return Math.max(shareOf(sumOf(window, sample => sample.busy), active), Math.min(1, byTime));
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

/** Whether far less goes out than so many workers bring, and than went out before: the receiver is slower, and the batches that would show it are not answered yet. */
export function isStalling(facts: Facts): boolean {
	const {now, best, workers, snapshot: {settings}} = facts;
	const ceiling = ceilingOf(facts, workers);
	if (ceiling === undefined) {
		return best > 0 && facts.flushTime === undefined;
	}

	// A few batches more or less are no measure.
	return ceiling >= 7 * settings.batchSize && now < 0.55 * ceiling && now < 0.6 * best;
}

/** Whether more records want to enter than leave. */
export function isPressed({heldBack, usage, growth, length, produced, processed, demand, snapshot: {queue}}: Facts): boolean {
	const fills = length > 0 && growth > 0.05 * queue.capacity && queue.usage > 0.3 && processed < 0.85 * produced;

	// Backpressure may slow the producer down to what workers do, and so hold the queue below where it would ask for more of them.
	const isThrottled = demand !== undefined && heldBack > 0.05 && produced < 0.96 * demand;
	return heldBack > 0.2 || usage > 0.8 || fills || isFull(queue.bytes, queue.byteCapacity) || isThrottled;
}

/** Whether clearly less comes in than the rate asks for: a few records more or less are no less. */
export function isBelow(demand: number, produced: number, length: number): boolean {
	return produced < (0.9 * demand) - (2000 / Math.max(1, length));
}

/** Whether workers have no time left for more. */
export function isTaken({busy}: Facts): boolean {
	return busy >= busyLimit;
}

export function isFull(amount: number, capacity: number): boolean {
	return amount >= 0.9 * capacity;
}

/** Records that workers hold or have handed to the sink. */
export function heldRecords({snapshot: {ledger}}: Facts): number {
	return ledger.batched.records + ledger.inFlight.records;
}
