import type {Rate} from '../domain/rate.js';

export type ScalerPolicy = 'seed' | 'ideal';

/** All settings, resolved and checked. Times are in milliseconds, sizes in bytes or records, shares from 0 to 1. */
export type Settings = {
	/** `synthetic`, `stdin`, `file:<path or glob>` or `tcp://<host>:<port>`. */
	readonly source: string;

	/** `simulated`, `null`, `stdout`, `file:<path>`, `tcp://<host>:<port>`, `http://…` or `https://…`. */
	readonly sink: string;

	/** `memory`. */
	readonly queue: string;

	/** Records a second; `max` is as many as the queue takes. */
	readonly rate: Rate;
	readonly queueSize: number;
	readonly queueBytes: number;
	readonly batchSize: number;
	readonly batchTimeout: number;
	readonly minWorkers: number;
	readonly maxWorkers: number;
	readonly scaler: ScalerPolicy;
	readonly scaleInterval: number;
	readonly scaleUpAt: number;
	readonly scaleDownAt: number;
	readonly sinkLatency: number;

	/** How far the latency varies, up or down. */
	readonly sinkJitter: number;
	readonly sinkFailures: number;
	readonly spikeFactor: number;
	readonly spikeLength: number;
	readonly maxAttempts: number | 'unlimited';
	readonly backoffBase: number;
	readonly backoffCap: number;
	readonly sinkTimeout: number;
	readonly contentType: string;
	readonly gzip: boolean;
	readonly deadLetter: string;
	readonly maxRecordSize: number;
	readonly grace: number;
	readonly count: number | undefined;
	readonly duration: number | undefined;
	readonly seed: number;

	/** Whether the fault commands are allowed on a real sink. */
	readonly faults: boolean;
};

/** The settings of a running pipeline: one object that all its parts read anew at each use, and that changes in place. */
export type CurrentSettings = {-readonly [Name in keyof Settings]: Settings[Name]};

/** The settings that can change while the pipeline runs. */
export type LiveSettings = Pick<Settings,
	| 'rate' | 'queueSize' | 'queueBytes' | 'batchSize' | 'batchTimeout'
	| 'minWorkers' | 'maxWorkers' | 'scaler' | 'scaleInterval' | 'scaleUpAt' | 'scaleDownAt'
	| 'sinkLatency' | 'sinkJitter' | 'sinkFailures' | 'spikeFactor' | 'spikeLength'
	| 'maxAttempts' | 'backoffBase' | 'backoffCap' | 'sinkTimeout' | 'grace'
>;

/** One change of a running pipeline's settings. */
export type SettingChange = {
	[Name in keyof LiveSettings]: {readonly name: Name; readonly value: LiveSettings[Name]}
}[keyof LiveSettings];
