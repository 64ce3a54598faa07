import {emptyLedger, nothing, type Amount} from '../../source/domain/ledger.js';
import type {LoggedEvent} from '../../source/contract/event.js';
import type {Report} from '../../source/contract/report.js';
import type {Snapshot, WorkerSnapshot} from '../../source/contract/snapshot.js';
import type {UnreadFile} from '../../source/contract/unread.js';
import {schema} from '../../source/cli/schema.js';
import {liveSettings} from '../../source/settings/live-changes.js';
import {settingsWith} from './settings.js';

function amount(records: number): Amount {
	return {records, bytes: records * 10};
}

/** A snapshot of a pipeline in which nothing has happened, but for what is given. */
export function snapshotWith(parts: Partial<Snapshot>): Snapshot {
	return {
		state: 'running',
		isLeaving: false,
		grace: 30_000,
		elapsed: 0,
		at: 1_712_345_678_123_000,
		rates: {produced: 0, processed: 0},
		producer: {
			state: 'producing', isGenerated: true, isPaced: true, pressure: 'free', targetRate: 1000, spike: undefined,
			timeUnder: {
				free: 0, light: 0, moderate: 0, heavy: 0, blocked: 0,
			},
		},
		queue: {
			name: 'memory', depth: 0, capacity: 1500, bytes: 0, byteCapacity: 67_108_864, usage: 0,
		},
		workers: [],
		bounds: {minWorkers: 1, maxWorkers: 10, peakWorkers: 1},
		scaler: {
			state: 'watching', policy: 'step', desired: 1, reason: '',
		},
		source: {name: 'synthetic'},
		sink: {
			name: 'simulated', fault: {kind: 'none'}, allowsFaults: true, problem: undefined, isRefusal: false,
		},
		flushReasons: {full: 0, linger: 0, drain: 0},
		retries: 0,
		failures: 0,
		flushTime: undefined,
		flushed: {batches: 0, time: 0},
		utilisation: undefined,
		endToEnd: undefined,
		ledger: emptyLedger,
		lost: 0,
		unread: {count: 0, files: []},
		settings: liveSettings(schema, settingsWith()),
		events: [],
		...parts,
	};
}

export function eventWith(parts: Partial<LoggedEvent>): LoggedEvent {
	return {
		id: 1, at: 0, level: 'info', source: 'pipeline', message: 'started', ...parts,
	};
}

type Outcome = {
	readonly delivered?: number;
	readonly deadLettered?: number;
	readonly dropped?: number;
	readonly left?: number;
	readonly lost?: number;
	readonly resent?: number;
	readonly unreachable?: number;
	readonly unread?: readonly UnreadFile[];
};

/** The report of a run that ended as told. Records are ten bytes long. */
export function reportWith({
	delivered = 0, deadLettered = 0, dropped = 0, left = 0, lost = 0, resent = 0, unreachable = 0, unread = [],
}: Outcome): Report {
	const accepted = delivered + deadLettered + dropped + left + lost;
	return {
		outcome: left === 0 ? 'stopped' : 'aborted',
		accepted,
		delivered,
		deadLettered,
		dropped,
		left,
		lost,
		resent,
		unreachable,
		elapsedMs: 1000,
		workers: {peak: 2},
		rates: {produced: accepted, processed: delivered},
		latencyMs: delivered === 0 ? undefined : {p50: 1, p99: 2, p999: 3},
		flushReasons: {full: 0, linger: 0, drain: 0},
		retries: 0,
		failures: 0,
		ledger: {
			...emptyLedger,
			accepted: amount(accepted),
			delivered: amount(delivered),
			deadLettered: amount(deadLettered),
			dropped: {sinkClosed: amount(dropped), deadLetterFailed: nothing},
			queued: amount(left),
			resent,
			unreachable: amount(unreachable),
		},
		unread: {count: unread.length, files: unread},
	};
}

/** A worker that has done nothing yet, but for what is given. */
export function workerWith(parts: Partial<WorkerSnapshot>): WorkerSnapshot {
	return {
		id: 1, state: 'idle', held: 0, fill: 0, rate: 0, delivered: 0, flushes: 0, flushTime: undefined, retries: 0, failures: 0, attempts: 0, ...parts,
	};
}
