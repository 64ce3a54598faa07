import type {WorkerSnapshot} from '../../contract/snapshot.js';
import {
	isWorkerMatching, matchingWorkers, wordsOf,
} from './filter.js';
import {shownData, type ScreenState} from './screen-state.js';
import {inOrder, nearest} from './table-order.js';
import {filterOf} from './view.js';

/** The workers as the table shows them. */
export function shownWorkers(state: ScreenState): readonly WorkerSnapshot[] {
	return matchingWorkers(orderedWorkers(state), filterOf(state.view, 'workers'));
}

/** The worker that is marked in the table: the selected one, or while the filter hides it, the row that took its place. */
export function markedWorker(state: ScreenState): WorkerSnapshot | undefined {
	const ordered = orderedWorkers(state);
	const words = wordsOf(filterOf(state.view, 'workers'));
	const index = ordered.findIndex(({id}) => id === state.selected);
	const marked = nearest(ordered, index, worker => isWorkerMatching(worker, words));
	return newest(state, marked?.id);
}

/** The worker that a key acts on: that of the inspector while there is one, else the marked one. */
export function targetWorker(state: ScreenState): WorkerSnapshot | undefined {
	return state.inspector?.machine === 'worker' ? newest(state, state.inspector.id) : markedWorker(state);
}

/** Why there is no worker to act on. */
export function noWorker({inspector, view}: ScreenState): string {
	if (inspector?.machine === 'worker') {
		return `worker ${inspector.id ?? '–'} has ended: ↑↓ goes to another`;
	}

	const filter = filterOf(view, 'workers');
	return filter === '' ? 'there is no worker' : nothingMatches('worker', filter);
}

/** What an empty panel says, and what to do. */
export function nothingMatches(what: 'worker' | 'event', filter: string): string {
	return `no ${what} matches /${filter.trim()}: esc shows all`;
}

/** The state with the worker selected that is marked. */
export function withSelection(state: ScreenState): ScreenState {
	const marked = markedWorker(state);
	return marked === undefined || marked.id === state.selected ? state : {...state, selected: marked.id};
}

/** The state with the worker selected that stands so many rows further down; infinite goes to an end. */
export function withSelectionMoved(state: ScreenState, rows: number): ScreenState {
	const shown = shownWorkers(state);
	const marked = markedWorker(state)?.id;
	const index = shown.findIndex(({id}) => id === marked);
	const target = shown[Math.max(0, Math.min(shown.length - 1, index + rows))];
	return target === undefined ? state : {...state, selected: target.id};
}

function orderedWorkers(state: ScreenState): readonly WorkerSnapshot[] {
	const {sampled, trends} = shownData(state);
	return inOrder(sampled?.workers ?? [], state.view.order, trends);
}

function newest(state: ScreenState, id: number | undefined): WorkerSnapshot | undefined {
	return shownData(state).snapshot?.workers.find(worker => worker.id === id);
}
