import {
	assertEvent, fromPromise, setup, type DoneActorEvent,
} from 'xstate';
import type {Command, DrainReason, SinkFault} from '../contract/command.js';
import type {ScalingDecision} from '../domain/scaling/policy.js';
import type {SettingChange} from '../settings/settings.js';
import type {PipelinePort} from './pipeline-port.js';
import {producerMachine} from './producer-machine.js';
import {producerCommands} from './producer-port.js';
import {scalerMachine} from './scaler-machine.js';
import {workerMachine, type WorkerOutput} from './worker-machine.js';

export type PipelineEvent
	= | Command
	/** The scaler asks for so many workers. */
		| ({readonly type: 'workers.scale'} & ScalingDecision)
	/** The sink has completed the last batch of a worker that has left. */
		| {readonly type: 'departed.completed'}
		| DoneActorEvent<WorkerOutput, `worker-${number}`>;

export type PipelineInput = {
	/** How many workers to begin with. */
	readonly workers: number;
	readonly pipeline: PipelinePort;
};

export type PipelineContext = {
	/** Workers that take part, oldest first. */
	readonly workers: readonly number[];

	/** Workers that were scaled down and still flush what they hold. */
	readonly retiring: readonly number[];

	/** How many there should be: a killed worker is replaced. */
	readonly desired: number;
	readonly nextWorker: number;

	/** Whether a user has asked to leave: asking again aborts. */
	readonly isLeaving: boolean;
	readonly pipeline: PipelinePort;
};

const workerName = (id: number) => `worker-${id}`;
const workerCommands = ['worker.pause', 'worker.resume', 'worker.kill'] as const;
const reportedCommands = [...producerCommands, ...workerCommands, 'fault.set', 'faults.clear'] as const;
/** The end of any child. Inner states handle the ends of the producer, the scaler and the invoked actors, so only workers' ends reach this. */
export const workerIsDone = 'xstate.done.actor.*';

/** Stands for no duration, in milliseconds. */
const noDuration = (2 ** 31) - 1;

/** Reasons that come from a user, who may ask twice. */
const userReasons = new Set<DrainReason>(['signal', 'key']);

const bareSetup = setup({
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
		open: fromPromise<void, PipelinePort>(async ({input}) => input.open()),
		close: fromPromise<void, PipelinePort>(async ({input}) => input.close()),
	},
	actions: {
		reportStart({context}) {
			context.pipeline.started();
		},
		reportCommand({context, event}) {
			assertEvent(event, reportedCommands);
			context.pipeline.reports.commandAccepted(event);
		},
		reportMissingWorker({context, event}) {
			assertEvent(event, workerCommands);
			context.pipeline.reports.workerMissing(event.id);
		},
		reportForbiddenFault({context}) {
			context.pipeline.reports.faultsForbidden();
		},
		reportScaling({context, event}) {
			assertEvent(event, 'workers.scale');
			context.pipeline.reports.scaled(context.workers.length, event);
		},
		reportDrain({context}, {reason}: {readonly reason: DrainReason}) {
			context.pipeline.reports.drainStarted(reason);
		},
		reportAlreadyDraining({context}) {
			context.pipeline.reports.alreadyDraining(context.pipeline.left);
		},
		reportGrace({context}) {
			context.pipeline.reports.graceIsOver(context.pipeline.left);
		},
		reportOpenFailure({context}, {error}: {readonly error: unknown}) {
			context.pipeline.openFailed(error);
		},
		setFault({context}, {fault}: {readonly fault: SinkFault}) {
			context.pipeline.setFault(fault);
		},
		applySetting({context}, {change}: {readonly change: SettingChange}) {
			context.pipeline.applySetting(change);
		},
		closeQueue({context}) {
			context.pipeline.closeQueue();
		},
		abort({context}) {
			context.pipeline.abort();
		},
	},
	guards: {
		hasDuration: ({context}) => context.pipeline.duration !== undefined,
		allowsFaults: ({context}) => context.pipeline.allowsFaults,

		/** Neither waits a record in the queue nor is one leased. */
		isEmpty: ({context}) => context.pipeline.left === 0,
		recordsAreWaiting: ({context}) => context.pipeline.queued > 0,
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
		duration: ({context}) => context.pipeline.duration ?? noDuration,
		grace: ({context}) => context.pipeline.grace,
	},
});

/** Everything that the pipeline's machine can do and ask, by name. */
export const pipelineSetup = bareSetup.extend({
	actions: {
		spawnProducerAndScaler: bareSetup.enqueueActions(({context: {pipeline}, enqueue}) => {
			enqueue.spawnChild('producer', {id: 'producer', input: {producer: pipeline.producer}});
			enqueue.spawnChild('scaler', {id: 'scaler', input: {scaler: pipeline.scaler}});
		}),
		tellProducer: bareSetup.enqueueActions(({event, enqueue}) => {
			assertEvent(event, producerCommands);
			enqueue.sendTo('producer', event);
		}),
		tellWorker: bareSetup.enqueueActions(({event, enqueue}) => {
			assertEvent(event, workerCommands);
			enqueue.sendTo(workerName(event.id), {type: event.type});
		}),
		stopProducer: bareSetup.sendTo('producer', {type: 'producer.stop'}),
		stopSpike: bareSetup.sendTo('producer', {type: 'spike.stop'}),
		stopScaler: bareSetup.sendTo('scaler', {type: 'scaler.stop'}),

		/** At least one worker: without any, what a killed one gave back would wait for ever. */
		desire: bareSetup.assign({
			desired({event}) {
				assertEvent(event, 'workers.scale');
				return Math.max(1, event.desired);
			},
		}),
		desireForDrain: bareSetup.assign({
			desired: ({context}) => Math.max(1, context.pipeline.workersForDrain(context.workers.length)),
		}),

		/** Adds workers up to the desired number, or lets the newest flush what they hold and go. */
		scale: bareSetup.enqueueActions(({context, enqueue}) => {
			const {desired, pipeline} = context;
			const workers = context.workers.slice(0, desired);
			const retired = context.workers.slice(desired);
			let {nextWorker} = context;
			while (workers.length < desired) {
				enqueue.spawnChild('worker', {id: workerName(nextWorker), input: {worker: pipeline.createWorker(nextWorker)}});
				workers.push(nextWorker++);
			}

			enqueue.assign({workers, nextWorker, retiring: [...context.retiring, ...retired]});
			for (const id of retired) {
				enqueue.sendTo(workerName(id), {type: 'worker.stop'});
			}
		}),
		closeWorkers: bareSetup.enqueueActions(({context, enqueue}) => {
			for (const id of [...context.workers, ...context.retiring]) {
				enqueue.sendTo(workerName(id), {type: 'queue.closed'});
			}
		}),

		/** Once no fault is left, no worker need wait for the sink to recover. */
		mendWorkers: bareSetup.enqueueActions(({context, event, enqueue}) => {
			if (event.type === 'fault.set' && event.fault.kind !== 'none') {
				return;
			}

			for (const id of [...context.workers, ...context.retiring]) {
				enqueue.sendTo(workerName(id), {type: 'sink.mended'});
			}
		}),
		forgetWorker: bareSetup.enqueueActions(({context, event, enqueue}) => {
			assertEvent(event, workerIsDone);
			const {id} = event.output;
			enqueue.stopChild(workerName(id));
			enqueue.assign({
				workers: context.workers.filter(worker => worker !== id),
				retiring: context.retiring.filter(worker => worker !== id),
			});
		}),
		noteLeaving: bareSetup.assign({
			isLeaving({context, event}) {
				assertEvent(event, 'drain');
				return context.isLeaving || userReasons.has(event.reason);
			},
		}),
	},
});
