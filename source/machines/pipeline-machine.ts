import {
	and, assertEvent, fromPromise, setup, type DoneActorEvent,
} from 'xstate';
import type {SettingChange} from '../settings/settings.js';
import type {Command, DrainReason, SinkFault} from '../contract/command.js';
import {producerCommands, producerMachine} from './producer-machine.js';
import {
	no, notNow, nothing, nothingWith,
} from './provided.js';
import {scalerMachine} from './scaler-machine.js';
import {workerMachine, type WorkerOutput} from './worker-machine.js';

export type PipelineEvent
	= | Command
	/** Somebody asks for so many workers: the scaler, or the drain. */
		| {readonly type: 'workers.scale'; readonly desired: number; readonly reason: string}
	/** A worker that has left got its last answer from the sink. */
		| {readonly type: 'departed.completed'}
		| DoneActorEvent<WorkerOutput, `worker-${number}`>;

export type PipelineInput = {
	/** How many workers to begin with. */
	readonly workers: number;
};

export type PipelineContext = {
	/** Workers that take part, oldest first. */
	readonly workers: readonly number[];

	/** Workers that were scaled down and still flush what they hold. */
	readonly retiring: readonly number[];

	/** How many there should be: one that is killed is replaced. */
	readonly desired: number;
	readonly nextWorker: number;

	/** Whether somebody has asked to leave: asking again aborts. */
	readonly isLeaving: boolean;
};

const workerName = (id: number) => `worker-${id}`;
const workerCommands = ['worker.pause', 'worker.resume', 'worker.kill'] as const;
const workerIsDone = 'xstate.done.actor.*';

/** What a person can ask for twice. */
const userReasons = new Set<DrainReason>(['signal', 'key']);

const pipelineSetup = setup({
	types: {} as {
		context: PipelineContext;
		input: PipelineInput;
		events: PipelineEvent;
		children: {producer: 'producer'; scaler: 'scaler'};
	},
	actors: {
		producer: producerMachine,
		scaler: scalerMachine,
		worker: workerMachine,
		open: fromPromise<void>(async () => undefined),
		close: fromPromise<void>(async () => undefined),
	},
	actions: {
		announceStart: nothing,
		announceCommand: nothing,

		/** Says that the worker that a command meant is gone. */
		announceMissing: nothing,

		/** Says that faults are not allowed on this sink. */
		announceForbidden: nothing,
		announceScale: nothing,
		announceDrain: nothingWith<{readonly reason: DrainReason}>(),

		/** Says that a drain is under way already, and how to hurry it. */
		announceLeaving: nothing,
		announceGrace: nothing,
		failToOpen: nothingWith<{readonly error: unknown}>(),
		setFault: nothingWith<{readonly fault: SinkFault}>(),
		applySetting: nothingWith<{readonly change: SettingChange}>(),

		/** No more offers; asks for as many workers as empty the queue soonest. */
		closeQueue: nothing,

		/** Cancels everything from the sink; what is not delivered stays where it is, and is counted. */
		abort: nothing,
	},
	guards: {
		hasDuration: no,
		allowsFaults: no,

		/** Neither waits a record in the queue nor is one leased. */
		isEmpty: no,
		recordsAreWaiting: no,
		workersAreGone: ({context}) => context.workers.length + context.retiring.length === 0,
		isWorker({context, event}) {
			assertEvent(event, workerCommands);
			return context.workers.includes(event.id) || context.retiring.includes(event.id);
		},
		isUserAskingAgain({context, event}) {
			assertEvent(event, 'drain');
			return context.isLeaving && userReasons.has(event.reason);
		},
		isUser({event}) {
			assertEvent(event, 'drain');
			return userReasons.has(event.reason);
		},
		isChange({context, event}) {
			assertEvent(event, 'workers.scale');
			return event.desired !== context.workers.length;
		},
	},
	delays: {
		duration: notNow,
		grace: notNow,
	},
});

/**
The pipeline: parent of the producer, the scaler and the workers. It opens what is needed, adds and removes workers, and shuts down in the one order that loses nothing: the producer is joined before the queue is closed, and the workers empty the queue before the sink is closed.
*/
export const pipelineMachine = pipelineSetup.extend({
	actions: {
		spawnParts: pipelineSetup.enqueueActions(({enqueue}) => {
			enqueue.spawnChild('producer', {id: 'producer'});
			enqueue.spawnChild('scaler', {id: 'scaler'});
		}),
		tellProducer: pipelineSetup.enqueueActions(({event, enqueue}) => {
			assertEvent(event, producerCommands);
			enqueue.sendTo('producer', event);
		}),
		tellWorker: pipelineSetup.enqueueActions(({event, enqueue}) => {
			assertEvent(event, workerCommands);
			enqueue.sendTo(workerName(event.id), {type: event.type});
		}),
		stopProducer: pipelineSetup.sendTo('producer', {type: 'producer.stop'}),
		stopSpike: pipelineSetup.sendTo('producer', {type: 'spike.stop'}),
		stopScaler: pipelineSetup.sendTo('scaler', {type: 'scaler.stop'}),
		/** At least one worker: without any, what a killed one gave back would wait for ever. */
		desire: pipelineSetup.assign({
			desired({event}) {
				assertEvent(event, 'workers.scale');
				return Math.max(1, event.desired);
			},
		}),

		/** Adds workers up to the desired number, or lets the newest flush what they hold and go. */
		scale: pipelineSetup.enqueueActions(({context, enqueue}) => {
			const {desired} = context;
			const workers = context.workers.slice(0, desired);
			const retired = context.workers.slice(desired);
			let {nextWorker} = context;
			while (workers.length < desired) {
				enqueue.spawnChild('worker', {id: workerName(nextWorker), input: {id: nextWorker}});
				workers.push(nextWorker++);
			}

			enqueue.assign({workers, nextWorker, retiring: [...context.retiring, ...retired]});
			for (const id of retired) {
				enqueue.sendTo(workerName(id), {type: 'worker.stop'});
			}
		}),
		closeWorkers: pipelineSetup.enqueueActions(({context, enqueue}) => {
			for (const id of [...context.workers, ...context.retiring]) {
				enqueue.sendTo(workerName(id), {type: 'queue.closed'});
			}
		}),
		/** Where no fault is left, nobody need wait for the sink to recover. */
		mendWorkers: pipelineSetup.enqueueActions(({context, event, enqueue}) => {
			if (event.type === 'fault.set' && event.fault.kind !== 'none') {
				return;
			}

			for (const id of [...context.workers, ...context.retiring]) {
				enqueue.sendTo(workerName(id), {type: 'sink.mended'});
			}
		}),
		forgetWorker: pipelineSetup.enqueueActions(({context, event, enqueue}) => {
			assertEvent(event, workerIsDone);
			const {id} = event.output;
			enqueue.stopChild(workerName(id));
			enqueue.assign({
				workers: context.workers.filter(worker => worker !== id),
				retiring: context.retiring.filter(worker => worker !== id),
			});
		}),
		noteLeaving: pipelineSetup.assign({
			isLeaving({context, event}) {
				assertEvent(event, 'drain');
				return context.isLeaving || userReasons.has(event.reason);
			},
		}),
	},
}).createMachine({
	id: 'pipeline',
	context: ({input}) => ({
		workers: [], retiring: [], desired: input.workers, nextWorker: 1, isLeaving: false,
	}),
	initial: 'starting',
	on: {
		abort: '.aborted',
		'worker.kill': [
			{guard: 'isWorker', actions: ['announceCommand', 'tellWorker']},
			{actions: 'announceMissing'},
		],
		'fault.set': [
			{guard: 'allowsFaults', actions: ['announceCommand', {type: 'setFault', params: ({event}) => ({fault: event.fault})}, 'mendWorkers']},
			{actions: 'announceForbidden'},
		],
		'faults.clear': {
			actions: ['announceCommand', {type: 'setFault', params: {fault: {kind: 'none'}}}, 'mendWorkers'],
		},
		'setting.set': {
			actions: ['announceCommand', {type: 'applySetting', params: ({event}) => ({change: event.change})}],
		},
	},
	states: {
		starting: {
			invoke: {
				src: 'open',
				onDone: 'running',
				onError: {
					target: 'failed',
					actions: {type: 'failToOpen', params: ({event}) => ({error: event.error})},
				},
			},
			on: {
				drain: 'stopped',
			},
		},
		running: {
			entry: ['announceStart', 'spawnParts', 'scale'],
			after: {
				duration: {
					guard: 'hasDuration',
					target: 'draining',
					actions: {type: 'announceDrain', params: {reason: 'duration'}},
				},
			},
			on: {
				'rate.set': {actions: ['announceCommand', 'tellProducer']},
				'rate.scale': {actions: ['announceCommand', 'tellProducer']},
				'spike.start': {actions: ['announceCommand', 'tellProducer']},
				'faults.clear': {
					actions: ['announceCommand', {type: 'setFault', params: {fault: {kind: 'none'}}}, 'mendWorkers', 'stopSpike'],
				},
				'producer.pause': {actions: ['announceCommand', 'tellProducer']},
				'producer.resume': {actions: ['announceCommand', 'tellProducer']},
				'worker.pause': [
					{guard: 'isWorker', actions: ['announceCommand', 'tellWorker']},
					{actions: 'announceMissing'},
				],
				'worker.resume': [
					{guard: 'isWorker', actions: ['announceCommand', 'tellWorker']},
					{actions: 'announceMissing'},
				],
				'workers.scale': {
					guard: 'isChange',
					actions: ['announceScale', 'desire', 'scale'],
				},
				[workerIsDone]: {
					actions: ['forgetWorker', 'scale'],
				},
				drain: {
					target: 'draining',
					actions: ['noteLeaving', {type: 'announceDrain', params: ({event}) => ({reason: event.reason})}],
				},
			},
		},
		draining: {
			initial: 'joiningProducer',
			after: {
				grace: {target: 'aborted', actions: 'announceGrace'},
			},
			on: {
				drain: [
					{guard: 'isUserAskingAgain', target: 'aborted'},
					{guard: 'isUser', actions: ['noteLeaving', 'announceLeaving']},
				],
				[workerIsDone]: {
					actions: 'forgetWorker',
				},
			},
			states: {
				joiningProducer: {
					entry: 'stopProducer',
					on: {
						'xstate.done.actor.producer': 'stoppingScaler',
					},
				},
				stoppingScaler: {
					entry: 'stopScaler',
					on: {
						'xstate.done.actor.scaler': 'closingQueue',
					},
				},
				closingQueue: {
					entry: 'closeQueue',
					on: {
						'workers.scale': {target: 'emptying', actions: 'desire'},
					},
				},
				emptying: {
					entry: ['scale', 'closeWorkers'],
					initial: 'checking',
					on: {
						'departed.completed': '.checking',
						[workerIsDone]: {target: '.checking', actions: 'forgetWorker'},
					},
					states: {
						checking: {
							always: [
								{guard: and(['workersAreGone', 'isEmpty']), target: '#pipeline.draining.closingSink'},
								{guard: and(['workersAreGone', 'recordsAreWaiting']), target: '#pipeline.draining.emptying', reenter: true},
								{target: 'waiting'},
							],
						},
						waiting: {},
					},
				},
				closingSink: {
					invoke: {
						src: 'close',
						onDone: '#pipeline.stopped',
						onError: '#pipeline.stopped',
					},
				},
			},
		},
		stopped: {
			type: 'final',
		},
		aborted: {
			entry: 'abort',
			type: 'final',
		},
		failed: {
			type: 'final',
		},
	},
});
