import type {Ledger} from '../domain/ledger.js';
import type {Pressure} from '../domain/pressure.js';
import type {Rate} from '../domain/rate.js';
import type {LiveSettings} from '../settings/settings.js';
import type {MachineName, SinkFault} from './command.js';

/** Percentiles of a time, in milliseconds, over the last 10 to 20 seconds; `undefined` where nothing was measured. */
export type Percentiles = {
	readonly count: number;
	readonly p50: number;
	readonly p99: number;
	readonly p999: number;
};

/** How a time is distributed over the last 10 to 20 seconds, looked at once a second. Times in milliseconds. */
export type Distribution = {
	readonly count: number;
	readonly p50: number;
	readonly p90: number;
	readonly p99: number;
	readonly p999: number;

	/** At most 20, neighbours on a logarithmic scale, from the first to the last that holds anything. */
	readonly buckets: readonly LatencyBucket[];
};

export type LatencyBucket = {
	/** The longest time in it; the last one of all has no end. */
	readonly upTo: number | undefined;
	readonly count: number;
};

/** A machine that somebody watches. */
export type InspectedMachine = {
	readonly machine: MachineName;

	/** Of a worker. */
	readonly id: number | undefined;

	/** The paths of all states that it is in, outer ones first; none where there is no such machine. */
	readonly states: readonly string[];

	/** The last ones since it is watched, at most ten, oldest first. */
	readonly transitions: readonly InspectedTransition[];
};

/** A transition that a machine has taken. States are paths. */
export type InspectedTransition = {
	/** Microseconds since the epoch. */
	readonly at: number;

	/** As in the chart; `always` where none was needed. */
	readonly event: string;
	readonly guard: string | undefined;
	readonly from: string;
	readonly to: string;

	/** How often it was taken in a row, or at all where it leads back to where it came from; `at` is the last time. */
	readonly times: number;
};

export type PipelineState = 'starting' | 'running' | 'draining' | 'stopped' | 'aborted';
export type ProducerState = 'producing' | 'paused' | 'stopped';
export type WorkerState = 'idle' | 'filling' | 'flushing' | 'backingOff' | 'paused' | 'draining' | 'stopped' | 'killed';
export type ScalerState = 'watching' | 'deciding' | 'coolingDown' | 'stopped';

/** Why batches were flushed: they were full, their linger had passed, or a drain asked for it. Counted in batches. */
export type FlushReasons = {
	readonly full: number;
	readonly linger: number;
	readonly drain: number;
};

export type ProducerSnapshot = {
	readonly state: ProducerState;

	/** Whether the program makes the records itself. */
	readonly isGenerated: boolean;

	/** Whether a rate is kept, or all is taken that the queue has room for. */
	readonly isPaced: boolean;
	readonly pressure: Pressure;

	/** What the producer aims at, with a spike but without pressure, in records a second. */
	readonly targetRate: Rate;
	readonly spike: {readonly factor: number; readonly remaining: number} | undefined;

	/** Milliseconds spent under each pressure since the start. */
	readonly timeUnder: Readonly<Record<Pressure, number>>;
};

export type QueueSnapshot = {
	readonly name: string;
	readonly depth: number;
	readonly capacity: number;

	/** Bytes that wait or are leased. */
	readonly bytes: number;
	readonly byteCapacity: number;

	/** Depth / capacity; over 1 where released records came back to a full queue. */
	readonly usage: number;
};

export type WorkerSnapshot = {
	readonly id: number;
	readonly state: WorkerState;

	/** Records in the worker's hands or at the sink. */
	readonly held: number;

	/** `held` of one batch as a share of the batch size, 0 to 1. */
	readonly fill: number;

	/** Records delivered a second, over the last second. */
	readonly rate: number;
	readonly delivered: number;
	readonly flushes: number;

	/** Time from handing a batch over to its confirmation. */
	readonly flushTime: Percentiles | undefined;

	/** Batches sent again after a failure. */
	readonly retries: number;

	/** Batches that failed. */
	readonly failures: number;

	/** How often the present batch has failed in a row. */
	readonly attempts: number;
};

export type ScalerSnapshot = {
	readonly state: ScalerState;
	readonly policy: string;
	readonly desired: number;
	readonly reason: string;
};

export type SinkSnapshot = {
	readonly name: string;
	readonly fault: SinkFault;

	/** Whether the fault commands are allowed. */
	readonly allowsFaults: boolean;

	/** What the sink failed with last, while no batch has gone well since. */
	readonly problem: string | undefined;
};

export type EventLevel = 'info' | 'warning' | 'error';

/** Something that a person would want to read, in the order in which it happened. */
export type LoggedEvent = {
	/** Counts up by one. */
	readonly id: number;

	/** Microseconds since the epoch. */
	readonly at: number;
	readonly level: EventLevel;

	/** Who did it. */
	readonly source: 'you' | 'pipeline' | 'producer' | 'queue' | 'worker' | 'scaler' | 'sink' | 'source';
	readonly message: string;

	/** Evidence, cause or a hint: shown dimmed behind the message. */
	readonly detail?: string;

	/** Marks of actions on the time axis: one short word. */
	readonly mark?: string;

	/** Only of interest with `--verbose`. */
	readonly isVerbose?: boolean;
};

/** The state of the whole pipeline at one moment. Plain data, read-only, sampled ten times a second; the only thing that leaves the engine. */
export type Snapshot = {
	readonly state: PipelineState;

	/** Whether somebody has asked to leave: asking again aborts. */
	readonly isLeaving: boolean;

	/** Milliseconds since the start, by the engine's clock. */
	readonly elapsed: number;

	/** Microseconds since the epoch. */
	readonly at: number;

	/** Records a second: `produced` entered the queue, `processed` were confirmed; over the last second. */
	readonly rates: {readonly produced: number; readonly processed: number};
	readonly producer: ProducerSnapshot;
	readonly queue: QueueSnapshot;

	/** Living workers by id. */
	readonly workers: readonly WorkerSnapshot[];
	readonly bounds: {readonly minWorkers: number; readonly maxWorkers: number; readonly peakWorkers: number};
	readonly scaler: ScalerSnapshot;
	readonly source: {readonly name: string};
	readonly sink: SinkSnapshot;
	readonly flushReasons: FlushReasons;
	readonly retries: number;
	readonly failures: number;

	/** From handing a batch over to its confirmation. */
	readonly flushTime: Percentiles | undefined;

	/** From a record's arrival to its confirmation. */
	readonly endToEnd: Percentiles | undefined;
	readonly distribution?: Distribution | undefined;

	/** Where `machine.inspect` has asked for it. */
	readonly inspected?: InspectedMachine | undefined;
	readonly ledger: Ledger;

	/** Records that the ledger misses: 0, or something is wrong. */
	readonly lost: number;
	readonly settings: LiveSettings;

	/** What has happened since the last snapshot. */
	readonly events: readonly LoggedEvent[];
};

/** What a run came to. */
export type Report = {
	readonly outcome: 'stopped' | 'aborted';
	readonly accepted: number;
	readonly delivered: number;
	readonly deadLettered: number;
	readonly dropped: number;

	/** Accepted, and still in the pipeline when an abort ended it. */
	readonly left: number;
	readonly lost: number;
	readonly resent: number;
	readonly elapsedMs: number;
	readonly workers: {readonly peak: number};

	/** Mean records a second over the whole run. */
	readonly rates: {readonly produced: number; readonly processed: number};

	/** From a record's arrival to its confirmation, over the whole run; `undefined` where nothing was delivered. */
	readonly latencyMs: {readonly p50: number; readonly p99: number; readonly p999: number} | undefined;
	readonly flushReasons: FlushReasons;
	readonly retries: number;
	readonly failures: number;
	readonly ledger: Ledger;
};
