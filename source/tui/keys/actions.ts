import {
	onSnapshot, refuse, type Action, type Outcome,
} from '../input/action.js';
import {insideOf} from '../../domain/ledger.js';
import type {Snapshot, WorkerSnapshot} from '../../contract/snapshot.js';
import type {SinkFault} from '../../contract/command.js';
import {describeFault} from '../../contract/describe-fault.js';
import {duration, grouped} from '../../text/format.js';
import {
	pendingFor, unfrozen, withPending, withNotice, withoutOverlay, type ScreenState,
} from '../state/screen-state.js';
import type {Question} from '../state/overlay.js';
import {undoKey} from '../state/undo.js';
import {noWorker, targetWorker} from '../state/selection.js';
import {isOnTop, modeOf} from './mode.js';
import {back} from './panel-actions.js';

export const toggleWorker: Action = onWorker((state, worker, snapshot) => {
	const {id} = worker;
	if (snapshot.state !== 'running') {
		return refuse(state, `worker ${id} can't pause: it drains, and all workers help`);
	}

	if (worker.state === 'draining') {
		return refuse(state, `worker ${id} can't pause: it flushes what it holds and leaves`);
	}

	const isPaused = (pendingFor(state, `worker ${id}`) ?? worker.state) === 'paused';
	return {
		state: withPending(withNotice(state, isPaused ? `worker ${id} resumed` : `worker ${id} paused, its batch goes back to the queue: p resumes it`), `worker ${id}`, isPaused ? 'running' : 'paused'),
		commands: [{type: isPaused ? 'worker.resume' : 'worker.pause', id}],
	};
});

export const killWorker: Action = onWorker((state, {id, held}, snapshot) => snapshot.sink.allowsFaults
	? ask(state, {
		title: `Kill worker ${id}?`,
		text: `It ends on the spot, in the middle of its work. The ${grouped(held)} records that it holds go back to the queue, and other workers deliver them.`,
		yes: 'Kill',
		command: {type: 'worker.kill', id},
		done: `worker ${id} killed`,
		worker: id,
	})
	: refuse(state, `no kill: ${snapshot.sink.name} is a real sink (start with --faults)`));

/** Slows the sink, more with each press, and after the last step no longer. */
export const slowSink: Action = nextFault('w', [
	{kind: 'slow', factor: 2},
	{kind: 'slow', factor: 5},
	{kind: 'slow', factor: 10},
]);

/** Fails batches, more with each press, then answers none, and after that no longer. */
export const breakSink: Action = nextFault('b', [
	{kind: 'failing', share: 0.1},
	{kind: 'failing', share: 0.5},
	{kind: 'failing', share: 1},
	{kind: 'hanging'},
]);

export const undoFaults: Action = onSnapshot((state, {sink, producer}) => {
	const none = describeFault(noFault);
	const hasFault = (pendingFor(state, 'fault') ?? describeFault(sink.fault)) !== none;
	const hasSpike = producer.spike !== undefined || pendingFor(state, 'spike') !== undefined;
	if (!hasFault && !hasSpike) {
		return refuse(state, 'nothing to undo: there is no fault and no spike');
	}

	const done = [...(hasFault ? ['all faults undone'] : []), ...(hasSpike ? ['the spike ended'] : [])];
	return {state: withPending(withNotice(state, done.join(', ')), 'fault', none), commands: [{type: 'faults.clear'}]};
});

/** Asks the pipeline to drain, or again to abort: which presses are a wish of their own, `StopKeys` decides. The pipeline decides what a second request means: while it drains for another reason, the first request only warns. */
export const drain: Action = state => {
	const {snapshot} = state.live;
	const commands = [{type: 'drain', reason: 'key'}] as const;
	if (snapshot?.isLeaving === true) {
		return {state: withNotice(state, `aborting: ${grouped(insideOf(snapshot.ledger).records)} records are not delivered`, true), commands};
	}

	const notice = snapshot?.state === 'draining' ? 'it drains already: q again aborts' : drainNotice(snapshot);
	return {state: withNotice(unfrozen(withoutOverlay(state)), notice), commands};
};

/** Closes what is on top; at the top it drains. Where the records are a user's own it asks first: they would be read no further. */
export const quit: Action = (state, key) => {
	if (key === 'ctrl-c') {
		return drain(state, key);
	}

	if (isOnTop(modeOf(state))) {
		return back(state, key);
	}

	const {snapshot} = state.live;
	const isAsked = snapshot?.producer.isGenerated === false && snapshot.state === 'running';
	return isAsked ? askToDrain(state, key) : drain(state, key);
};

function drainNotice(snapshot: Snapshot | undefined): string {
	return `quits when all is delivered${snapshot === undefined ? '' : `, at the latest in ${duration(snapshot.grace)}`}`;
}

export const askToDrain: Action = onSnapshot((state, snapshot) => snapshot.state === 'draining'
	? refuse(state, 'it drains already: q aborts')
	: ask(state, {
		title: 'Drain and leave?',
		text: `The producer stops, the ${grouped(insideOf(snapshot.ledger).records)} records inside are delivered, then the program ends.`,
		yes: 'Drain',
		command: {type: 'drain', reason: 'key'},
		done: drainNotice(snapshot),
		worker: undefined,
	}));

export const suspend: Action = state => ({state, isSuspending: true});
export const saveSnapshot: Action = onSnapshot(state => ({state, isSaving: true}));
export const showHelp: Action = state => ({state: {...state, overlay: {kind: 'help', offset: 0}}});

export const toggleLock: Action = state => ({
	state: withNotice({...state, isLocked: !state.isLocked}, state.isLocked ? 'unlocked' : 'locked: the keys only look, until L unlocks them'),
});

/** Does what a question asks about, if its target is still there. */
export function answerYes(state: ScreenState, question: Question): Outcome {
	const {worker} = question;
	const isGone = worker !== undefined && state.live.snapshot?.workers.every(({id}) => id !== worker) === true;
	return isGone
		? refuse(withoutOverlay(state), `worker ${worker} is gone already: nothing was done`)
		: {state: withNotice(unfrozen(withoutOverlay(state)), question.done), commands: [question.command]};
}

const noFault: SinkFault = {kind: 'none'};

/** Sets the fault after the present one, which counts as none where it is not of these. */
function nextFault(key: string, faults: readonly SinkFault[]): Action {
	return onSnapshot((state, {sink}) => {
		if (!sink.allowsFaults) {
			return refuse(state, `no faults: ${sink.name} is a real sink (start with --faults)`);
		}

		const present = pendingFor(state, 'fault') ?? describeFault(sink.fault);
		const fault = faults[faults.findIndex(fault => describeFault(fault) === present) + 1] ?? noFault;
		const word = describeFault(fault);
		return {
			state: withPending(withNotice(state, fault.kind === 'none' ? 'sink: no fault' : `fault: ${word}; ${key} for more, ${undoKey} undoes`), 'fault', word),
			commands: [{type: 'fault.set', fault}],
		};
	});
}

function ask(state: ScreenState, question: Question): Outcome {
	return {state: {...state, overlay: {kind: 'question', question, isYesChosen: false}}};
}

function onWorker(act: (state: ScreenState, worker: WorkerSnapshot, snapshot: Snapshot) => Outcome): Action {
	return onSnapshot((state, snapshot) => {
		const target = targetWorker(state);
		if (target === undefined) {
			return refuse(state, noWorker(state));
		}

		// The table shows a snapshot that is a moment older.
		const worker = snapshot.workers.find(({id}) => id === target.id);
		return worker === undefined
			? refuse(state, `worker ${target.id} has just ended`)
			: act({...state, selected: worker.id}, worker, snapshot);
	});
}
