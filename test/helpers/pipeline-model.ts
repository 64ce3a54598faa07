import type {AnyEventObject, AnyStateMachine} from 'xstate';
import {pipelineMachine} from '../../source/machines/pipeline-machine.js';
import type {PipelineContext} from '../../source/machines/pipeline-setup.js';
import type {Model} from './machine-paths.js';
import type {World} from './machine-replay.js';
import {puppet} from './puppet.js';
import {createStubPipeline} from './stub-ports.js';

const guards = ['hasDuration', 'allowsFaults', 'isEmpty', 'recordsAreWaiting'] as const;
const actions = [
	'reportStart',
	'reportCommand',
	'reportMissingWorker',
	'reportForbiddenFault',
	'reportScaling',
	'reportDrain',
	'reportAlreadyDraining',
	'reportGrace',
	'reportOpenFailure',
	'setFault',
	'applySetting',
	'closeQueue',
	'abort',
] as const;

/** The pipeline's machine in a world, with puppets for children. */
export function providePuppets(world: World): AnyStateMachine {
	const child = puppet(world);
	const machine: AnyStateMachine = pipelineMachine.provide({
		actions: world.actions(actions),
		guards: world.guards(guards),
		delays: world.delays(['duration', 'grace']),
	});
	return machine.provide({
		actors: {
			producer: child, scaler: child, worker: child, open: child, close: child,
		},
	});
}

/** As many workers as there are to be: up to two, and one more that flushes what it holds. */
function scalesFor({workers, retiring}: PipelineContext): AnyEventObject[] {
	const least = retiring.length === 0 ? 0 : workers.length;
	return [0, 1, 2].filter(desired => desired >= least).map(desired => ({type: 'workers.scale', desired, reason: 'usage'}));
}

function eventsFor(type: string, context: PipelineContext): readonly AnyEventObject[] {
	const workers = [...context.workers, ...context.retiring];
	switch (type) {
		case 'worker.pause':
		case 'worker.resume':
		case 'worker.kill': {
			return [...workers, 99].map(id => ({type, id}));
		}

		case 'workers.scale': {
			return scalesFor(context);
		}

		case 'xstate.done.actor.*': {
			return workers.map(id => ({type: `xstate.done.actor.worker-${id}`, output: {id}}));
		}

		case 'drain': {
			return ['key', 'count'].map(reason => ({type, reason}));
		}

		case 'fault.set': {
			return [{type, fault: {kind: 'hanging'}}];
		}

		case 'setting.set': {
			return [{type, change: {name: 'batchSize', value: 5}}];
		}

		default: {
			return [{type}];
		}
	}
}

/** A pipeline with up to two workers, where the queue is empty, holds records, or has lent them all. */
export const pipelineModel: Model<PipelineContext> = {
	machine: pipelineMachine,
	input: {workers: 1, pipeline: createStubPipeline()},
	guards,
	worlds: [{}, {isEmpty: true, hasDuration: true, allowsFaults: true}, {recordsAreWaiting: true}],
	eventsFor,
	keyOf: ({workers, retiring, isLeaving}) => JSON.stringify([workers.length, retiring.length, isLeaving]),
};
