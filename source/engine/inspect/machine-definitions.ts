import type {AnyStateMachine} from 'xstate';
import {pipelineMachine} from '../../machines/pipeline-machine.js';
import {producerMachine} from '../../machines/producer-machine.js';
import {scalerMachine} from '../../machines/scaler-machine.js';
import {workerMachine} from '../../machines/worker-machine.js';
import {InternalError} from '../../domain/errors.js';
import type {MachineDefinition, StateDefinition, TransitionDefinition} from '../../contract/inspection.js';

type Node = AnyStateMachine['root'];
export type Transition = NonNullable<ReturnType<Node['transitions']['get']>>[number];

function pathOf(node: Node): string {
	return node.path.join('.');
}

/** The name under which an action or a guard stands in the machine's `setup`. */
function nameOf(thing: unknown): string {
	if (typeof thing === 'string') {
		return thing;
	}

	if ((typeof thing === 'object' || typeof thing === 'function') && thing !== null) {
		if ('guards' in thing && Array.isArray(thing.guards)) {
			return thing.guards.map((guard: unknown) => nameOf(guard)).join(' and ');
		}

		if ('type' in thing && typeof thing.type === 'string') {
			return thing.type;
		}
	}

	throw new InternalError(`a chart's action or guard has no name: ${String(thing)}`);
}

/** `xstate.after.linger.worker.filling` reads `after linger`, `xstate.done.actor.producer` reads `producer done`. */
export function eventName(type: string): string {
	const [root, kind, ...rest] = type.split('.');
	if (root !== 'xstate') {
		return type;
	}

	if (kind === 'after') {
		return `after ${rest[0] ?? ''}`;
	}

	const actor = rest[1] ?? '';
	return `${actor === '0' ? 'actor' : (actor === '*' ? 'child' : actor)} ${kind ?? ''}`;
}

/** A transition of a machine's definition as plain data. */
export function describeTransition(transition: Transition): TransitionDefinition {
	return {
		event: eventName(String(transition.eventType)),
		guard: transition.guard === undefined ? undefined : nameOf(transition.guard),
		target: transition.target?.map(node => pathOf(node)).join(', '),
		actions: transition.actions.map(action => nameOf(action)),
	};
}

function describeState(node: Node): StateDefinition {
	const transitions = [...node.transitions.values()].flat();
	return {
		path: pathOf(node),
		kind: node.type,
		initial: typeof node.config.initial === 'string' ? node.config.initial : undefined,
		transitions: [...transitions, ...(node.always ?? [])].map(transition => describeTransition(transition)),
	};
}

function statesOf(node: Node): StateDefinition[] {
	return [describeState(node), ...Object.values(node.states).flatMap(child => statesOf(child))];
}

function definitionOf(machine: AnyStateMachine): MachineDefinition {
	return {id: machine.id, states: statesOf(machine.root)};
}

/** All machines of a pipeline, from their own definitions. */
export const machineDefinitions: readonly MachineDefinition[] = [pipelineMachine, producerMachine, scalerMachine, workerMachine].map(machine => definitionOf(machine));
