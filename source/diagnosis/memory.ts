import type {Snapshot} from '../contract/snapshot.js';
import {waitsForSink, type Sample} from './samples.js';

/** Since when the receiver is slower, and what a batch took before. */
export type Slowdown = {
	/** Milliseconds that a batch took, and records a second that went out. */
	readonly from: number;
	readonly processed: number;
};

/** What is known beyond a window. Times are in milliseconds since the start. */
export type Memory = {
	/** When a record last entered, was last delivered, and when a batch was last answered for, well or badly; the first snapshot counts as well. */
	readonly acceptedAt: number;
	readonly deliveredAt: number;
	readonly answeredAt: number;

	/** Milliseconds that the last answer took, well or badly, from when one was first waited for. */
	readonly lastAnswerTime: number;

	/** Batches that have failed since a record was last delivered or dead-lettered. */
	readonly failuresInRow: number;

	/** By number of workers: the least mean time of a batch. */
	readonly flushTimes: ReadonlyMap<number, number>;

	/** By number of workers: the most records a second that went out while none of them had time left. */
	readonly yields: ReadonlyMap<number, number>;

	/** The most records a second that went out. */
	readonly best: number;
	readonly slowdown: Slowdown | undefined;
};

/** What is to be kept of a window. */
export type Lesson = {
	readonly workers: number;
	readonly flushTime: number | undefined;
	readonly processed: number;

	/** Whether workers had no time left. */
	readonly isBusy: boolean;
};

export const noMemory: Memory = {
	acceptedAt: 0, deliveredAt: 0, answeredAt: 0, lastAnswerTime: 0, failuresInRow: 0, flushTimes: new Map(), yields: new Map(), best: 0, slowdown: undefined,
};

/** A memory with a snapshot taken in. */
export function remembered(memory: Memory, before: Sample | undefined, now: Sample, {workers, ledger}: Snapshot): Memory {
	const {elapsed} = now;
	const isFirst = before === undefined;
	const delivers = isFirst || now.delivered > before.delivered;
	const refuses = isFirst || now.deadLettered > before.deadLettered;
	const failures = isFirst ? 0 : now.failures - before.failures;

	// Where nothing waits for an answer, none is late. Some sinks count what they have sent as in flight until it is known to have arrived.
	const isAnswered = delivers || refuses || failures > 0;
	const isAsked = ledger.inFlight.records > 0 || workers.some(worker => waitsForSink(worker));
	return {
		...memory,
		acceptedAt: isFirst || now.accepted > before.accepted ? elapsed : memory.acceptedAt,
		deliveredAt: delivers || !isAsked ? elapsed : memory.deliveredAt,
		answeredAt: isAnswered || !isAsked ? elapsed : memory.answeredAt,
		lastAnswerTime: isAnswered ? elapsed - memory.answeredAt : memory.lastAnswerTime,
		failuresInRow: delivers || refuses ? 0 : memory.failuresInRow + failures,
	};
}

/** How much longer than before a batch must take to be worth a word: a factor, and milliseconds on top, as the time of a fast sink varies by more than the factor. */
const slowerFactor = 1.5;
const slowerBy = 5;

/** A memory that has learned from a window, without a fault in it. */
export function learned(memory: Memory, {workers, flushTime, processed, isBusy}: Lesson): Memory {
	if (flushTime === undefined) {
		return memory;
	}

	const {slowdown, best} = memory;
	if (slowdown !== undefined && (flushTime < (1.3 * slowdown.from) + slowerBy || processed >= slowdown.processed)) {
		return {
			...memory, slowdown: undefined, flushTimes: new Map([[workers, flushTime]]), yields: new Map(), best: processed,
		};
	}

	const least = memory.flushTimes.get(workers);
	const from = slowerThan(memory, {
		workers, flushTime, processed, isBusy,
	});
	if (slowdown === undefined && from !== undefined) {
		return {
			...memory, slowdown: {from, processed: best}, flushTimes: new Map(), yields: new Map(),
		};
	}

	const most = Math.max(processed, memory.yields.get(workers) ?? 0);
	return {
		...memory,
		flushTimes: new Map(memory.flushTimes).set(workers, Math.min(flushTime, least ?? flushTime)),
		yields: isBusy ? new Map(memory.yields).set(workers, most) : memory.yields,
		best: Math.max(best, processed),
	};
}

/** What a batch took before, where the receiver is slower than that. With other workers than ever before, a batch may take longer because they are more: then as much goes out as before. */
function slowerThan({flushTimes, best}: Memory, {workers, flushTime = 0, processed, isBusy}: Lesson): number | undefined {
	const same = flushTimes.get(workers);
	const before = same ?? Math.min(...flushTimes.values());
	return isBusy && Number.isFinite(before) && flushTime > (slowerFactor * before) + slowerBy && processed < (same === undefined ? 0.75 : 0.9) * best
		? before
		: undefined;
}

/** The fewest workers that brought as much as the present ones do, each batch then being quicker; `undefined` where further workers have helped. */
export function enoughWorkers({yields, flushTimes}: Memory, {workers, flushTime = 0, processed}: Lesson): number | undefined {
	const enough = [...yields].filter(([fewer, most]) => {
		const before = flushTimes.get(fewer) ?? Infinity;
		return fewer <= 0.8 * workers && most >= 0.88 * processed && flushTime >= before * (1 + (0.5 * ((workers / fewer) - 1)));
	});
	return enough.length === 0 ? undefined : Math.min(...enough.map(([fewer]) => fewer));
}
