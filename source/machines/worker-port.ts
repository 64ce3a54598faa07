import type {MachineRef} from './machine-ref.js';

/** What can happen to a worker. */
export type WorkerEvent
	/** The queue holds records that this worker may take. */
	= | {readonly type: 'queue.ready'}
	/** The queue takes no more records: empty it, then stop. */
		| {readonly type: 'queue.closed'}
	/** The sink has completed every batch that the worker handed over. */
		| {readonly type: 'flush.completed'}
	/** The sink was down, and it is this worker's turn to try. */
		| {readonly type: 'sink.probe'}
	/** The sink delivers again, or a fault of it is undone: a retry need not wait. */
		| {readonly type: 'sink.mended'}
		| {readonly type: 'worker.pause'}
		| {readonly type: 'worker.resume'}
	/** Flush what is held, then stop. The scaler takes a worker away with it. */
		| {readonly type: 'worker.stop'}
	/** Stop at once. */
		| {readonly type: 'worker.kill'};

/** The data side of one worker. The machine decides, the port moves the records. */
export type WorkerPort = {
	readonly id: number;

	/** Whether the records held and queued fill a batch. */
	readonly batchIsWaiting: boolean;

	/** Whether any record is held or queued. */
	readonly recordsAreWaiting: boolean;

	/** Whether another worker is idle and waits for records. */
	readonly othersAreWaiting: boolean;

	/** Whether some of what was handed over has failed and is still held. */
	readonly flushFailed: boolean;

	/** Whether refused batches were halved, and the halves were not tried yet. */
	readonly halvesLeft: boolean;

	/** Whether so many batches have failed in a row that workers probe the sink one at a time. */
	readonly sinkIsDown: boolean;

	/** Whether a drain has something left to hand over. */
	readonly workLeft: boolean;

	/** Whether no receiver has asked for time before the next attempt. */
	readonly mayRetryNow: boolean;

	/** How long a batch may wait to be full, in milliseconds. */
	readonly linger: number;

	/** How long to wait before the next attempt, in milliseconds; drawn anew at each call. */
	backoff(): number;

	/** Takes part from now on, and tells this machine what happens. */
	join(machine: MachineRef<WorkerEvent>): void;

	/** Takes part no more. Batches that are still at the sink stay in the ledger until they are completed. */
	leave(): void;

	/** Fills the held batch up from the queue. */
	take(): void;

	/** Asks for a `queue.ready` as soon as there are records. */
	wait(): void;
	stopWaiting(): void;

	/** Asks for a `sink.probe` when it is this worker's turn, and for `sink.mended` when the sink delivers again. */
	awaitSink(): void;
	stopAwaitingSink(): void;

	/** Hands over halves or failed batches. Without any, begins a time slice: hands over the held batch and then further full ones, until the slice ends. */
	flush(): void;

	/** Hands over no further batch in this time slice. */
	endTimeSlice(): void;

	/** As `flush`, but without a time slice, and takes from the queue only once that is closed to offers. */
	drain(): void;

	/** Lets go of batches that no attempt would deliver: to the dead letters, or dropped with a reason. Halves those of which a part may be delivered. */
	giveUp(): void;

	/** Gives all held records back to the queue. */
	release(): void;

	/** Takes back what is at the sink. The sink completes it soon, with what it knows. */
	cancel(): void;
};
