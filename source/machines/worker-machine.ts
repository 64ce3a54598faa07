import {setup} from 'xstate';
import {no, notNow, nothing} from './provided.js';

export type WorkerEvent
	/** The queue holds records that may be this worker's. */
	= | {readonly type: 'queue.ready'}
	/** No more records will enter the queue: empty it, then stop. */
		| {readonly type: 'queue.closed'}
	/** All batches that were handed over have been answered. */
		| {readonly type: 'flush.completed'}
		| {readonly type: 'worker.pause'}
		| {readonly type: 'worker.resume'}
	/** What was broken on purpose is whole again: there is no more to wait for. */
		| {readonly type: 'sink.mended'}
	/** Flush what is held, then stop: scaled down. */
		| {readonly type: 'worker.stop'}
	/** Stop on the spot. */
		| {readonly type: 'worker.kill'};

type WorkerInput = {readonly id: number};

export type WorkerOutput = {readonly id: number};

/**
One worker: takes records from the queue, fills a batch, flushes it, and tries again what failed.

The machine decides; the hands are provided by the data plane, looked up by the worker's id. One visit to `flushing` may hand over many full batches: the machine sees one event when all of them are settled, never one per record. After a visit, whoever waits longer has the next.
*/
export const workerMachine = setup({
	types: {} as {context: WorkerInput; input: WorkerInput; events: WorkerEvent; output: WorkerOutput},
	actions: {
		join: nothing,
		leave: nothing,

		/** Tops the batch up from the queue. */
		take: nothing,

		/** Asks to be woken when there are records. */
		wait: nothing,
		stopWaiting: nothing,

		/** Hands the sink what failed, else the batch, topped up, then further full batches: a visit, which goes on for a few milliseconds while the sink keeps up and batches wait. */
		flush: nothing,

		/** Hands over no more in this visit. */
		endVisit: nothing,

		/** As `flush`, but takes from the queue only once that is closed. */
		drain: nothing,

		/** Lets go of what no further attempt would deliver: to the dead letters, or dropped with its reason. */
		giveUp: nothing,

		/** Gives everything held back to the queue. */
		release: nothing,

		/** Cancels what is at the sink; what it can't tell of goes back to the queue. */
		cancel: nothing,
	},
	guards: {
		batchIsWaiting: no,
		recordsAreWaiting: no,

		/** Some other worker waits for records. */
		othersAreWaiting: no,

		/** Some of what was handed over has not been delivered. */
		flushFailed: no,
		workLeft: no,

		/** No receiver has asked for time before the next attempt. */
		mayRetryNow: no,
	},
	delays: {
		linger: notNow,
		backoff: notNow,
	},
}).createMachine({
	id: 'worker',
	context: ({input}) => input,
	output: ({context}) => context,
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
					exit: 'endVisit',
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
			after: {
				backoff: 'flushing',
			},
			on: {
				'sink.mended': {guard: 'mayRetryNow', target: 'flushing'},
				'worker.pause': 'paused',
				'worker.stop': 'draining.backingOff',
				'queue.closed': 'draining.backingOff',
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
						{guard: 'flushFailed', target: 'backingOff'},
						{target: 'choosing'},
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
