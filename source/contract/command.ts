import type {SettingChange} from '../settings/settings.js';

/** The one union of commands to a running pipeline, whether they come from a key, a signal or a file. */
export type Command
	/** Sets the rate of the producer, in records a second. */
	= | {readonly type: 'rate.set'; readonly rate: number | 'max'}
	/** Multiplies the rate (1.1 is 10 % more). */
		| {readonly type: 'rate.scale'; readonly factor: number}
	/** Multiplies the rate for a while. The settings give a missing factor (`spikeFactor`) and length in milliseconds (`spikeLength`). */
		| {readonly type: 'spike.start'; readonly factor?: number; readonly length?: number}
		| {readonly type: 'producer.pause'}
		| {readonly type: 'producer.resume'}
		| {readonly type: 'worker.pause'; readonly id: number}
		| {readonly type: 'worker.resume'; readonly id: number}
	/** Ends a worker at once; its records go back to the queue. */
		| {readonly type: 'worker.kill'; readonly id: number}
	/** Sets the fault of the sink. `faults.clear` undoes it, and ends a spike as well. */
		| {readonly type: 'fault.set'; readonly fault: SinkFault}
		| {readonly type: 'faults.clear'}
		| {readonly type: 'setting.set'; readonly change: SettingChange}
	/** Records the transitions of one machine from now on; a worker needs its `id`. `none` ends that. It changes nothing in the pipeline. */
		| {readonly type: 'machine.inspect'; readonly machine: MachineName | 'none'; readonly id?: number}
	/** Opens anew what the sink writes to: its file may have been rotated. */
		| {readonly type: 'sink.reopen'}
	/** Delivers everything, then stops. */
		| {readonly type: 'drain'; readonly reason: DrainReason}
	/** Stops at once; the report says what was left. */
		| {readonly type: 'abort'};

export const machineNames = ['worker', 'producer', 'scaler', 'pipeline'] as const;

export type MachineName = typeof machineNames[number];

export const drainReasons = ['signal', 'key', 'endOfInput', 'count', 'duration', 'sinkClosed', 'terminalClosed'] as const;

/** Why a pipeline drains. */
export type DrainReason = typeof drainReasons[number];

/** A fault of the sink on purpose: `slow` multiplies the time of each batch by a factor, `failing` fails a share (0 to 1) of the batches, `hanging` completes none. */
export type SinkFault
	= | {readonly kind: 'none'}
		| {readonly kind: 'slow'; readonly factor: number}
		| {readonly kind: 'failing'; readonly share: number}
		| {readonly kind: 'hanging'};
