import type {Command, MachineName} from '../../contract/command.js';
import {refuse, type Action, type Outcome} from '../keys/actions.js';
import {withoutOverlay, type Detail, type ScreenState} from '../state/screen-state.js';
import {markedWorker, noWorker} from '../state/selection.js';

const order: readonly MachineName[] = ['worker', 'producer', 'scaler', 'pipeline'];

/** Opens the detail of the selected worker, or closes the detail. */
export const openInspector: Action = state => {
	if (state.detail !== undefined) {
		return {state: {...state, detail: undefined}};
	}

	const worker = markedWorker(state);
	return worker === undefined
		? refuse(state, noWorker(state))
		: {
			state: {
				...withoutOverlay(state), notice: undefined, selected: worker.id, detail: {machine: 'worker', id: worker.id},
			},
		};
};

/** Shows the next machine in the detail, where there is one. */
export const nextMachine: Action = state => {
	if (state.detail === undefined) {
		return {state};
	}

	const machine = order[(order.indexOf(state.detail.machine) + 1) % order.length] ?? 'worker';
	return {state: {...state, detail: {machine, id: machine === 'worker' ? state.selected ?? markedWorker(state)?.id : undefined}}};
};

/** What a key leads to, so that the detail follows the selection, and the engine watches what is shown and nothing else. */
export function withWatch(before: ScreenState, outcome: Outcome): Outcome {
	const {state} = outcome;
	const hasMoved = state.selected !== before.selected && state.detail?.machine === 'worker' && state.detail === before.detail;
	const detail: Detail | undefined = hasMoved ? {machine: 'worker', id: state.selected} : state.detail;
	if (detail?.machine === before.detail?.machine && detail?.id === before.detail?.id) {
		return outcome;
	}

	return {...outcome, state: {...state, detail}, commands: [...outcome.commands ?? [], watchOf(detail)]};
}

function watchOf(detail: Detail | undefined): Command {
	if (detail === undefined) {
		return {type: 'machine.inspect', machine: 'none'};
	}

	const {machine, id} = detail;
	return id === undefined ? {type: 'machine.inspect', machine} : {type: 'machine.inspect', machine, id};
}
