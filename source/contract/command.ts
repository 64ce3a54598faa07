import type {SettingChange} from '../settings/settings.js';

/** Everything that a user can tell a running pipeline: the one union of commands, whether from a key, a signal or a file. */
export type Command
	/** Sets the rate of the producer, in records a second. */
	= | {readonly type: 'rate.set'; readonly rate: number | 'max'}
	/** Multiplies the rate (1.1 is 10 % more). */
		| {readonly type: 'rate.scale'; readonly factor: number}
	/** Multiplies the rate for a while; the settings give what is left out. */
		| {readonly type: 'spike.start'; readonly factor?: number; readonly length?: number}
		| {readonly type: 'producer.pause'}
		| {readonly type: 'producer.resume'}
		| {readonly type: 'worker.pause'; readonly id: number}
		| {readonly type: 'worker.resume'; readonly id: number}
	/** Ends a worker on the spot; its records go back to the queue. */
		| {readonly type: 'worker.kill'; readonly id: number}
	/** Sets the fault of the sink; `faults.clear` undoes it, and a spike as well. */
		| {readonly type: 'fault.set'; readonly fault: SinkFault}
		| {readonly type: 'faults.clear'}
		| {readonly type: 'setting.set'; readonly change: SettingChange}
	/** Records the transitions of one machine from now on, of a worker by its id; `none` ends that. It changes nothing in the pipeline. */
		| {readonly type: 'machine.inspect'; readonly machine: MachineName | 'none'; readonly id?: number}
	/** Shuts down and delivers everything first. */
		| {readonly type: 'drain'; readonly reason: DrainReason}
	/** Stops at once and says what was left. */
		| {readonly type: 'abort'};

export type MachineName = 'worker' | 'producer' | 'scaler' | 'pipeline';

/** Why a pipeline drains. */
export type DrainReason = 'signal' | 'key' | 'endOfInput' | 'count' | 'duration' | 'sinkClosed' | 'terminalClosed';

/** What is broken about the sink on purpose: `slow` stretches the time of each answer by a factor, `failing` refuses a share (0 to 1) of the batches, `hanging` never answers. */
export type SinkFault
	= | {readonly kind: 'none'}
		| {readonly kind: 'slow'; readonly factor: number}
		| {readonly kind: 'failing'; readonly share: number}
		| {readonly kind: 'hanging'};
