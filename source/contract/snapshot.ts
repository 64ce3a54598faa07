import type {Ledger} from '../domain/ledger.js';
import type {Pressure} from '../domain/pressure.js';
import type {Rate} from '../domain/rate.js';
import type {LiveSettings} from '../settings/settings.js';
import type {SinkFault} from './command.js';
import type {LoggedEvent} from './event.js';
import type {InspectedMachine} from './inspection.js';
import type {Distribution, Percentiles} from './latency.js';
import type {Unread} from './unread.js';

export type PipelineState = 'starting' | 'running' | 'draining' | 'stopped' | 'aborted';
export type ProducerState = 'producing' | 'paused' | 'stopped';
export const workerStates = ['idle', 'filling', 'flushing', 'backingOff', 'paused', 'draining', 'stopped', 'killed'] as const;
export type WorkerState = typeof workerStates[number];
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

	/** The rate that the producer aims at, with a spike but without pressure, in records a second. */
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

	/** Workers that were taken back, as so many moved no more records a second than fewer did; while none is added for that. */
	readonly takenBack?: {
		readonly from: number;
		readonly to: number;
		readonly rate: number;

		/** Milliseconds until the next try. */
		readonly remaining: number;
	} | undefined;
};

export type SinkSnapshot = {
	readonly name: string;
	readonly fault: SinkFault;

	/** Whether the fault commands are allowed. */
	readonly allowsFaults: boolean;

	/** The message of the last failure, until a batch succeeds at least a second after it. */
	readonly problem: string | undefined;

	/** Whether that failure was a refusal for good: the receiver is there, and does not take these records. */
	readonly isRefusal: boolean;
};

/** The state of the whole pipeline at one moment. Plain data, read-only, sampled ten times a second; the only thing that leaves the engine. */
export type Snapshot = {
	readonly state: PipelineState;

	/** Whether a user has asked to leave: asking again aborts. */
	readonly isLeaving: boolean;

	/** Milliseconds that a drain may still take before it ends in an abort; the whole of them before there is one. */
	readonly grace: number;

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

	/** The share of the last second, 0 to 1, in which the engine's thread was busy; `undefined` where that is not measured. */
	readonly utilisation: number | undefined;
	readonly flushReasons: FlushReasons;
	readonly retries: number;
	readonly failures: number;

	/** From handing a batch over to its confirmation. */
	readonly flushTime: Percentiles | undefined;

	/** Confirmed batches since the start, and the milliseconds that they took together: two readings give the mean between them. */
	readonly flushed: {readonly batches: number; readonly time: number};

	/** From a record's arrival to its confirmation. */
	readonly endToEnd: Percentiles | undefined;
	readonly distribution?: Distribution | undefined;

	/** The machine that `machine.inspect` has asked for. */
	readonly inspected?: InspectedMachine | undefined;
	readonly ledger: Ledger;

	/** Records that the ledger misses: 0, or something is wrong. */
	readonly lost: number;
	readonly unread: Unread;
	readonly settings: LiveSettings;

	/** What has happened since the last snapshot. */
	readonly events: readonly LoggedEvent[];
};
