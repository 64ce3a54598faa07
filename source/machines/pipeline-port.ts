import type {Command, DrainReason, SinkFault} from '../contract/command.js';
import type {ScalingDecision} from '../domain/scaling/policy.js';
import type {SettingChange} from '../settings/settings.js';
import type {ProducerPort} from './producer-port.js';
import type {ScalerPort} from './scaler-port.js';
import type {WorkerPort} from './worker-port.js';

/** What the pipeline has to log. */
export type PipelineReports = {
	/** A command was accepted. */
	commandAccepted(command: Command): void;

	/** A command is for a worker that is gone. */
	workerMissing(id: number): void;

	/** A fault was asked for on a sink that allows none. */
	faultsForbidden(): void;

	/** The scaler has decided on another number of workers than there are. */
	scaled(from: number, decision: ScalingDecision): void;
	drainStarted(reason: DrainReason): void;

	/** A user asks to leave while a drain is under way; `left` counts the records that are not delivered yet. */
	alreadyDraining(left: number): void;
	graceIsOver(left: number): void;
};

/** The data side of the pipeline, and the ports of the machines that it parents. */
export type PipelinePort = {
	readonly producer: ProducerPort;
	readonly scaler: ScalerPort;
	readonly reports: PipelineReports;
	readonly allowsFaults: boolean;

	/** How long to run before the drain, in milliseconds; `undefined` for as long as there is input. */
	readonly duration: number | undefined;

	/** The longest that a drain may take, in milliseconds. */
	readonly grace: number;

	/** Records that wait in the queue. */
	readonly queued: number;

	/** Records that wait in the queue or are leased from it. */
	readonly left: number;

	/** The port of a new worker. */
	createWorker(id: number): WorkerPort;

	/** How many workers empty the queue soonest, if there are so many now. */
	workersForDrain(workers: number): number;

	/** Opens sink, queue and source. Rejects where one of them can't be opened. */
	open(): Promise<void>;
	close(): Promise<void>;

	/** All is open and records begin to flow. */
	started(): void;
	openFailed(error: unknown): void;
	setFault(fault: SinkFault): void;

	/** Applies a setting, or logs why it is refused. */
	applySetting(change: SettingChange): void;

	/** The queue takes no more offers. */
	closeQueue(): void;

	/** Takes back everything from the sink. Undelivered records stay where they are, and in the ledger. */
	abort(): void;
};
