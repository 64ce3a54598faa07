import {and} from 'xstate';
import {pipelineSetup, workerIsDone} from './pipeline-setup.js';

/**
The pipeline: parent of the producer, the scaler and the workers. It opens what is needed, adds and removes workers, and shuts down in the one order that loses nothing: the producer is joined before the queue is closed, and the workers empty the queue before the sink is closed.
*/
export const pipelineMachine = pipelineSetup.createMachine({
	id: 'pipeline',
	context: ({input}) => ({
		workers: [], retiring: [], desired: input.workers, nextWorker: 1, isLeaving: false, pipeline: input.pipeline,
	}),
	initial: 'starting',
	on: {
		abort: '.aborted',
		'worker.kill': [
			{guard: 'isWorker', actions: ['reportCommand', 'tellWorker']},
			{actions: 'reportMissingWorker'},
		],
		'fault.set': [
			{guard: 'allowsFaults', actions: ['reportCommand', {type: 'setFault', params: ({event}) => ({fault: event.fault})}, 'mendWorkers']},
			{actions: 'reportForbiddenFault'},
		],
		'faults.clear': {
			actions: ['reportCommand', {type: 'setFault', params: {fault: {kind: 'none'}}}, 'mendWorkers'],
		},
		'setting.set': {
			actions: {type: 'applySetting', params: ({event}) => ({change: event.change})},
		},
	},
	states: {
		starting: {
			invoke: {
				src: 'open',
				input: ({context}) => context.pipeline,
				onDone: 'running',
				onError: {
					target: 'failed',
					actions: {type: 'reportOpenFailure', params: ({event}) => ({error: event.error})},
				},
			},
			on: {
				drain: 'stopped',
			},
		},
		running: {
			entry: ['reportStart', 'spawnProducerAndScaler', 'scale'],
			after: {
				duration: {
					guard: 'hasDuration',
					target: 'draining',
					actions: {type: 'reportDrain', params: {reason: 'duration'}},
				},
			},
			on: {
				'rate.set': {actions: ['reportCommand', 'tellProducer']},
				'rate.scale': {actions: ['reportCommand', 'tellProducer']},
				'spike.start': {actions: ['reportCommand', 'tellProducer']},
				'faults.clear': {
					actions: ['reportCommand', {type: 'setFault', params: {fault: {kind: 'none'}}}, 'mendWorkers', 'stopSpike'],
				},
				'producer.pause': {actions: ['reportCommand', 'tellProducer']},
				'producer.resume': {actions: ['reportCommand', 'tellProducer']},
				'worker.pause': [
					{guard: 'isWorker', actions: ['reportCommand', 'tellWorker']},
					{actions: 'reportMissingWorker'},
				],
				'worker.resume': [
					{guard: 'isWorker', actions: ['reportCommand', 'tellWorker']},
					{actions: 'reportMissingWorker'},
				],
				'workers.scale': {
					guard: 'isChange',
					actions: ['reportScaling', 'desire', 'scale'],
				},
				[workerIsDone]: {
					actions: ['forgetWorker', 'scale'],
				},
				drain: {
					target: 'draining',
					actions: ['noteLeaving', {type: 'reportDrain', params: ({event}) => ({reason: event.reason})}],
				},
			},
		},
		draining: {
			initial: 'joiningProducer',
			after: {
				grace: {target: 'aborted', actions: 'reportGrace'},
			},
			on: {
				drain: [
					{guard: 'isUserAskingAgain', target: 'aborted'},
					{guard: 'isUser', actions: ['noteLeaving', 'reportAlreadyDraining']},
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
					always: {target: 'emptying', actions: 'desireForDrain'},
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
								{guard: and(['workersAreGone', 'isEmpty']), target: '#pipeline.draining.closing'},
								{guard: and(['workersAreGone', 'recordsAreWaiting']), target: '#pipeline.draining.emptying', reenter: true},
								{target: 'waiting'},
							],
						},
						waiting: {},
					},
				},
				closing: {
					invoke: {
						src: 'close',
						input: ({context}) => context.pipeline,
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
