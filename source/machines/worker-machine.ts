import {setup} from 'xstate';
import type {WorkerEvent, WorkerPort} from './worker-port.js';

type WorkerContext = {readonly worker: WorkerPort};

export type WorkerOutput = {readonly id: number};

/**
One worker: takes records from the queue, fills a batch, flushes it, and retries what failed.

The machine decides and its port moves the records. One stay in `flushing` may hand over many full batches: the machine sees one event when all of them are completed, never one a record. The stay is a time slice: when it ends, a worker that waits longer has the next.
*/
export const workerMachine = setup({
	types: {} as {context: WorkerContext; input: WorkerContext; events: WorkerEvent; output: WorkerOutput},
	actions: {
		join({context, self}) {
			context.worker.join(self);
		},
		leave({context}) {
			context.worker.leave();
		},
		awaitSink({context}) {
			context.worker.awaitSink();
		},
		stopAwaitingSink({context}) {
			context.worker.stopAwaitingSink();
		},
		take({context}) {
			context.worker.take();
		},
		wait({context}) {
			context.worker.wait();
		},
		stopWaiting({context}) {
			context.worker.stopWaiting();
		},
		flush({context}) {
			context.worker.flush();
		},
		endTimeSlice({context}) {
			context.worker.endTimeSlice();
		},
		drain({context}) {
			context.worker.drain();
		},
		giveUp({context}) {
			context.worker.giveUp();
		},
		release({context}) {
			context.worker.release();
		},
		cancel({context}) {
			context.worker.cancel();
		},
	},
	guards: {
		batchIsWaiting: ({context}) => context.worker.batchIsWaiting,
		recordsAreWaiting: ({context}) => context.worker.recordsAreWaiting,
		othersAreWaiting: ({context}) => context.worker.othersAreWaiting,
		flushFailed: ({context}) => context.worker.flushFailed,
		halvesLeft: ({context}) => context.worker.halvesLeft,
		sinkIsDown: ({context}) => context.worker.sinkIsDown,
		workLeft: ({context}) => context.worker.workLeft,
		mayRetryNow: ({context}) => context.worker.mayRetryNow,
	},
	delays: {
		linger: ({context}) => context.worker.linger,
		backoff: ({context}) => context.worker.backoff(),
	},
}).createMachine({
	id: 'worker',
	context: ({input}) => input,
	output: ({context}) => ({id: context.worker.id}),
	entry: 'join',
	initial: 'idle',
	on: {
		'worker.kill': '.killed',
	},
	states: {
		idle: {
			entry: 'wait',
			exit: 'stopWaiting',
			on: {
				'queue.ready': [
					{guard: 'batchIsWaiting', target: 'flushing'},
					{guard: 'recordsAreWaiting', target: 'filling'},
					{actions: 'wait'},
				],
				'worker.pause': 'paused',
				'worker.stop': 'stopped',
				'queue.closed': 'draining',
			},
		},
		filling: {
			entry: ['take', 'wait'],
			exit: 'stopWaiting',
			after: {
				linger: 'flushing',
			},
			on: {
				'queue.ready': [
					{guard: 'batchIsWaiting', target: 'flushing'},
					{actions: ['take', 'wait']},
				],
				'worker.pause': 'paused',
				'worker.stop': 'draining',
				'queue.closed': 'draining',
			},
		},
		flushing: {
			entry: 'flush',
			initial: 'working',
			states: {
				working: {
					exit: 'endTimeSlice',
					on: {
						'worker.pause': 'pausing',
						'flush.completed': [
							{guard: 'flushFailed', target: 'failing'},
							{guard: 'othersAreWaiting', target: '#worker.idle'},
							{guard: 'batchIsWaiting', target: '#worker.flushing', reenter: true},
							{guard: 'recordsAreWaiting', target: '#worker.filling'},
							{target: '#worker.idle'},
						],
					},
				},
				failing: {
					entry: 'giveUp',
					always: [
						{guard: 'halvesLeft', target: '#worker.flushing', reenter: true},
						{guard: 'flushFailed', target: '#worker.backingOff'},
						{guard: 'batchIsWaiting', target: '#worker.flushing', reenter: true},
						{guard: 'recordsAreWaiting', target: '#worker.filling'},
						{target: '#worker.idle'},
					],
				},
				pausing: {
					on: {
						'worker.resume': 'working',
						'flush.completed': {target: '#worker.paused', actions: 'giveUp'},
					},
				},
			},
			on: {
				'worker.stop': 'draining.completing',
				'queue.closed': 'draining.completing',
			},
		},
		backingOff: {
			initial: 'choosing',
			states: {
				choosing: {
					always: [
						{guard: 'sinkIsDown', target: 'awaitingSink'},
						{target: 'delaying'},
					],
				},
				delaying: {
					after: {
						backoff: '#worker.flushing',
					},
				},
				awaitingSink: {
					entry: 'awaitSink',
					exit: 'stopAwaitingSink',
					on: {
						'sink.probe': '#worker.flushing',
					},
				},
			},
			on: {
				'sink.mended': {guard: 'mayRetryNow', target: 'flushing'},
				'worker.pause': 'paused',
				'worker.stop': 'draining.choosingRetry',
				'queue.closed': 'draining.choosingRetry',
			},
		},
		paused: {
			entry: 'release',
			on: {
				'worker.resume': 'idle',
				'worker.stop': 'stopped',
				'queue.closed': 'draining',
			},
		},
		draining: {
			initial: 'choosing',
			states: {
				choosing: {
					always: [
						{guard: 'workLeft', target: 'completing', actions: 'drain'},
						{target: '#worker.stopped'},
					],
				},
				completing: {
					on: {
						'flush.completed': [
							{guard: 'flushFailed', target: 'failing'},
							{target: 'choosing'},
						],
					},
				},
				failing: {
					entry: 'giveUp',
					always: [
						{guard: 'halvesLeft', target: 'choosing'},
						{guard: 'flushFailed', target: 'choosingRetry'},
						{target: 'choosing'},
					],
				},
				choosingRetry: {
					always: [
						{guard: 'sinkIsDown', target: 'awaitingSink'},
						{target: 'backingOff'},
					],
				},
				backingOff: {
					after: {
						backoff: 'choosing',
					},
					on: {
						'sink.mended': {guard: 'mayRetryNow', target: 'choosing'},
					},
				},
				awaitingSink: {
					entry: 'awaitSink',
					exit: 'stopAwaitingSink',
					on: {
						'sink.probe': 'choosing',
						'sink.mended': {guard: 'mayRetryNow', target: 'choosing'},
					},
				},
			},
		},
		stopped: {
			entry: 'leave',
			type: 'final',
		},
		killed: {
			entry: ['cancel', 'release', 'leave'],
			type: 'final',
		},
	},
});
