import type {Command, MachineName} from '../../contract/command.js';
import {refuse, type Action, type Outcome} from '../input/action.js';
import {withoutOverlay, type InspectorTarget, type ScreenState} from '../state/screen-state.js';
import {markedWorker, noWorker} from '../state/selection.js';

const order: readonly MachineName[] = ['worker', 'producer', 'scaler', 'pipeline'];

/** Opens the inspector of the selected worker, or closes the inspector. */
export const openInspector: Action = state => {
	if (state.inspector !== undefined) {
		return {state: {...state, inspector: undefined}};
	}

	const worker = markedWorker(state);
	return worker === undefined
		? refuse(state, noWorker(state))
		: {
			state: {
				...withoutOverlay(state), notice: undefined, selected: worker.id, inspector: {machine: 'worker', id: worker.id},
			},
		};
};

/** Shows the next machine in the inspector, where there is one. */
export const nextMachine: Action = state => {
	if (state.inspector === undefined) {
		return {state};
	}

	const machine = order[(order.indexOf(state.inspector.machine) + 1) % order.length] ?? 'worker';
	return {state: {...state, inspector: {machine, id: machine === 'worker' ? state.selected ?? markedWorker(state)?.id : undefined}}};
};

/** What a key leads to, so that the inspector follows the selection, and the engine watches what is shown and nothing else. */
export function withWatch(before: ScreenState, outcome: Outcome): Outcome {
	const {state} = outcome;
	const hasMoved = state.selected !== before.selected && state.inspector?.machine === 'worker' && state.inspector === before.inspector;
	const inspector: InspectorTarget | undefined = hasMoved ? {machine: 'worker', id: state.selected} : state.inspector;
	if (inspector?.machine === before.inspector?.machine && inspector?.id === before.inspector?.id) {
		return outcome;
	}

	return {...outcome, state: {...state, inspector}, commands: [...outcome.commands ?? [], watchOf(inspector)]};
}

function watchOf(inspector: InspectorTarget | undefined): Command {
	if (inspector === undefined) {
		return {type: 'machine.inspect', machine: 'none'};
	}

	const {machine, id} = inspector;
	return id === undefined ? {type: 'machine.inspect', machine} : {type: 'machine.inspect', machine, id};
}
