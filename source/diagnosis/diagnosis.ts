import type {Snapshot} from '../contract/snapshot.js';
import type {Cause} from './causes/cause.js';
import {causes} from './causes/causes.js';
import {changeBetween, type Change} from './changes.js';
import {factsOf, isTaken, type Facts} from './facts.js';
import {
	learned, noMemory, remembered, type Memory,
} from './memory.js';
import {
	extended, lengthOf, sampleOf, type Window,
} from './samples.js';
import type {Verdict} from './verdict.js';

/** The present verdict on the pipeline, and what it is judged by. Plain data: the time is that of the snapshots. */
export type Diagnosis = {
	readonly verdict: Verdict;
	readonly snapshot: Snapshot | undefined;

	/** Since the last change, and the last moments whatever has changed. */
	readonly window: Window;
	readonly recent: Window;
	readonly memory: Memory;

	/** When a window was last long enough, and when it last taught something; milliseconds since the start. */
	readonly judgedAt: number;
	readonly learnedAt: number;

	/** When the words were last renewed. */
	readonly saidAt: number;

	/** Since when another cause than the standing one is found first. */
	readonly doubtedSince: number | undefined;
};

export const noDiagnosis: Diagnosis = {
	verdict: {
		limit: 'settling', evidence: ['starting'], since: 0, confidence: 0,
	},
	snapshot: undefined,
	window: [],
	recent: [],
	memory: noMemory,
	judgedAt: 0,
	learnedAt: 0,
	saidAt: Number.NEGATIVE_INFINITY,
	doubtedSince: undefined,
};

/** Long enough that figures are calm, and short enough to follow a spike. In milliseconds, as all below. */
const windowLength = 3000;
const recentLength = 1500;

/** What a window needs. A scaler may add a worker a second. */
const enoughLength = 800;

/** So long the buffers on the way to a receiver may fill, which is no measure of it. */
const startLength = 2000;

/** The longest that nothing is judged. */
const longestSettling = 2000;

/** A verdict stands so long at least, and another one must be found for so long while its own evidence still stands. */
const shortestVerdict = 1000;
const doubtLength = 1000;

/** So often are the figures of a verdict renewed. */
const wordsInterval = 500;

/** A diagnosis with a snapshot taken in. */
export function diagnose(before: Diagnosis, snapshot: Snapshot): Diagnosis {
	const {elapsed} = snapshot;
	const sample = sampleOf(snapshot);
	const memory = remembered(before.memory, before.recent.at(-1), sample, snapshot);
	const change = isBack(before.memory, memory) ? 'load' : changeBetween(before.snapshot, snapshot);
	const mayEmpty = elapsed - before.judgedAt < longestSettling || elapsed === 0;
	const window = extended(change !== 'none' && mayEmpty ? [] : before.window, sample, windowLength);
	const recent = extended(before.recent, sample, recentLength);
	const isEnough = lengthOf(window) >= enoughLength || (!mayEmpty && window.length > 1);
	const present = {
		...before, snapshot, window, recent, memory: forget(memory, change, elapsed), judgedAt: isEnough ? elapsed : before.judgedAt,
	};
	return judged(isEnough ? taught(present, snapshot) : present, change, isEnough);
}

/** Whether records go out again after a second or more without. */
function isBack(before: Memory, now: Memory): boolean {
	return now.deliveredAt - before.deliveredAt >= 1000 && before.answeredAt !== now.answeredAt;
}

/** The receiver's past is no measure for one that is changed on purpose. */
function forget(memory: Memory, change: Change, elapsed: number): Memory {
	if (change !== 'receiver' && change !== 'fault') {
		return memory;
	}

	return {
		...memory,
		flushTimes: noMemory.flushTimes,
		yields: noMemory.yields,
		best: 0,
		slowdown: undefined,
		...(change === 'fault' && {answeredAt: elapsed, failuresInRow: 0}),
	};
}

/** Learns from a window twice a second. */
function taught(diagnosis: Diagnosis, snapshot: Snapshot): Diagnosis {
	const {memory, window, recent, learnedAt} = diagnosis;
	if (snapshot.elapsed < startLength || snapshot.elapsed - learnedAt < wordsInterval || snapshot.sink.fault.kind !== 'none' || snapshot.state !== 'running') {
		return diagnosis;
	}

	const facts = factsOf(snapshot, window, recent, memory);
	const {workers, flushTime, processed} = facts;
	return {
		...diagnosis,
		learnedAt: snapshot.elapsed,
		memory: learned(memory, {
			workers, flushTime, processed, isBusy: isTaken(facts),
		}),
	};
}

function judged(diagnosis: Diagnosis, change: Change, isEnough: boolean): Diagnosis {
	const {snapshot, window, recent, memory, verdict, doubtedSince, saidAt} = diagnosis;
	if (snapshot === undefined) {
		return diagnosis;
	}

	const {elapsed} = snapshot;
	const facts = factsOf(snapshot, window, recent, memory);
	const found = causes.find(({isInstant, judge}) => (isInstant || isEnough) && judge(facts) !== undefined);
	const standing = causes.find(({limit, isInstant, judge}) => limit === verdict.limit && (isInstant || isEnough) && judge(facts) !== undefined);
	const limit = found?.limit ?? (isEnough ? 'none' : unsettled(verdict, change, isInstant(verdict)));
	if (limit === verdict.limit && found === undefined) {
		return diagnosis;
	}

	if (limit === verdict.limit) {
		const isStale = elapsed - saidAt >= wordsInterval;
		return {...diagnosis, doubtedSince: undefined, ...(isStale && found !== undefined && {saidAt: elapsed, verdict: verdictOf(found, facts, verdict.since)})};
	}

	const isYoung = elapsed - verdict.since < shortestVerdict && verdict.since > 0;
	const isDoubted = elapsed - (doubtedSince ?? elapsed) >= doubtLength;
	if (isYoung || (found?.isInstant !== true && !isDoubted && (standing !== undefined || (found === undefined && isEnough)))) {
		const isStale = standing !== undefined && elapsed - saidAt >= wordsInterval;
		return {...diagnosis, doubtedSince: doubtedSince ?? elapsed, ...(isStale && {saidAt: elapsed, verdict: verdictOf(standing, facts, verdict.since)})};
	}

	return {
		...diagnosis, doubtedSince: undefined, saidAt: elapsed, verdict: found === undefined ? settling(elapsed, isEnough) : verdictOf(found, facts, elapsed),
	};
}

function isInstant({limit}: Verdict): boolean {
	return causes.some(cause => cause.limit === limit && cause.isInstant);
}

/** What stands while a window is too short: a verdict that a snapshot no longer shows is over, one of a window outlasts a scaling, and nothing outlasts another change. */
function unsettled(verdict: Verdict, change: Change, wasInstant: boolean): Verdict['limit'] {
	return wasInstant || (change !== 'none' && change !== 'scaling') ? 'settling' : verdict.limit;
}

function settling(elapsed: number, isEnough: boolean): Verdict {
	return isEnough
		? {
			limit: 'none', evidence: ['no single cause is seen'], since: elapsed, confidence: 0.5,
		}
		: {
			limit: 'settling', evidence: ['something has changed: looking at what comes of it'], since: elapsed, confidence: 0,
		};
}

function verdictOf({limit, isInstant, judge, advise}: Cause, facts: Facts, since: number): Verdict {
	return {
		limit, evidence: judge(facts) ?? [], advice: advise?.(facts), since, confidence: isInstant ? 1 : Math.min(1, facts.length / windowLength),
	};
}
