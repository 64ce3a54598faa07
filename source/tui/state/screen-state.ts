import {insideOf} from '../../domain/ledger.js';
import type {LoggedEvent, Snapshot} from '../../contract/snapshot.js';
import type {Command, MachineName} from '../../contract/command.js';
import type {Schema} from '../../settings/schema.js';
import type {Size} from '../terminal/frame.js';
import {noDiagnosis, diagnose, type Diagnosis} from '../../diagnosis/diagnosis.js';
import {noHistory, record, type History} from './history.js';
import {noPast, remember, type Past} from './past.js';
import {inOrder, survivorOf} from './table-order.js';
import {follow, noTrends, type Trends} from './trends.js';
import {initialView, type FilteredPanel, type View} from './view.js';

/** What has been collected from the engine. */
export type EngineData = {
	readonly snapshot: Snapshot | undefined;

	/** The snapshot that the worker table shows: a table that changes ten times a second can't be read. */
	readonly sampled: Snapshot | undefined;
	readonly trends: Trends;
	readonly history: History;
	readonly past: Past;
	readonly diagnosis: Diagnosis;

	/** Oldest first. */
	readonly events: readonly LoggedEvent[];

	/** Records that were inside the pipeline when it began to drain. */
	readonly drainTotal: number;
};

/** A question whose target is fixed when it is asked. */
export type Question = {
	readonly title: string;
	readonly text: string;
	readonly yes: string;
	readonly command: Command;

	/** What is said once it is done. */
	readonly done: string;

	/** The worker that it is about. */
	readonly worker: number | undefined;
};

/** The settings panel. */
export type SettingsOverlay = {
	readonly kind: 'settings';
	readonly selected: string;

	/** What has been typed of a new value, while one is typed. */
	readonly typed: string | undefined;

	/** Why the last change was refused. */
	readonly problem: string | undefined;
};

/** What lies over the panels, and takes the keys meanwhile. */
export type Overlay
	= | {readonly kind: 'none'}
		| {readonly kind: 'help'; readonly offset: number}
		| SettingsOverlay
		| {readonly kind: 'filter'; readonly panel: FilteredPanel}
		| {readonly kind: 'question'; readonly question: Question; readonly isYesChosen: boolean};

/** The answer to a key, at once, whatever the engine then makes of it. */
export type Notice = {
	readonly text: string;
	readonly isRefusal: boolean;

	/** When it fades, on the screen's clock. */
	readonly until: number;
};

/** What was asked of the engine and can't have come back yet: fast keys build on it. */
export type Pending = {
	readonly value: string;
	readonly until: number;
};

/** The machine that is shown in detail. */
export type InspectorTarget = {
	readonly machine: MachineName;

	/** Of a worker: it stays this one, though the worker ends. */
	readonly id: number | undefined;
};

/** All that decides what is drawn: what the engine has said, and what the keys have led to. */
export type ScreenState = {
	/** Which settings there are. */
	readonly schema: Schema;

	readonly live: EngineData;

	/** What is shown instead of `live`, which goes on meanwhile. */
	readonly frozen: EngineData | undefined;

	/** What `frozen` had shown at the moment that is looked at, where that is kept. */
	readonly recalled: EngineData | undefined;
	readonly inspector: InspectorTarget | undefined;
	readonly view: View;
	readonly overlay: Overlay;
	readonly notice: Notice | undefined;
	readonly asked: Readonly<Record<string, Pending>>;

	/** Whether the keys that act on the pipeline are locked. */
	readonly isLocked: boolean;

	/** The selected worker; before one is selected, the first row is marked. */
	readonly selected: number | undefined;
	readonly size: Size;

	/** Milliseconds on the screen's clock. */
	readonly now: number;

	/** What the screen itself costs: its share of one core, 0 to 1. */
	readonly cost: number;
};

const tableInterval = 400;
const keptEvents = 500;
const noOverlay: Overlay = {kind: 'none'};

/** Before the first snapshot. */
export function initialState(schema: Schema, size: Size, now: number, view = initialView): ScreenState {
	return {
		schema,
		live: {
			snapshot: undefined, sampled: undefined, trends: noTrends, history: noHistory, past: noPast, diagnosis: noDiagnosis, events: [], drainTotal: 0,
		},
		frozen: undefined,
		recalled: undefined,
		inspector: undefined,
		view,
		overlay: noOverlay,
		notice: undefined,
		asked: {},
		isLocked: false,
		selected: undefined,
		size,
		now,
		cost: 0,
	};
}

/** The state with a new snapshot. */
export function receive(state: ScreenState, snapshot: Snapshot, now: number): ScreenState {
	const {live} = state;
	const inside = insideOf(snapshot.ledger).records;
	const isDraining = snapshot.state === 'draining';
	const sampled = live.sampled !== undefined && isSampleFresh(live.sampled, snapshot) ? live.sampled : snapshot;
	const diagnosis = diagnose(live.diagnosis, snapshot);
	// Numbered anew: what the screen itself has to say stands among them.
	const firstId = (live.events.at(-1)?.id ?? 0) + 1;
	const newEvents = snapshot.events.filter(event => event.isVerbose !== true).map((event, index) => ({...event, id: firstId + index}));
	const next: EngineData = {
		snapshot,
		sampled,
		trends: follow(live.trends, sampled),
		history: record(live.history, snapshot),
		past: remember(live.past, snapshot, diagnosis.verdict),
		diagnosis,
		events: newEvents.length === 0 ? live.events : [...live.events, ...newEvents].slice(-keptEvents),
		drainTotal: isDraining ? Math.max(live.drainTotal, inside) : live.drainTotal,
	};
	return {
		...passTime(state, now),
		live: next,
		selected: state.frozen === undefined ? selectedAfter(state, live, next) : state.selected,
	};
}

/** The state at a later time: what has had its time goes. */
export function passTime(state: ScreenState, now: number): ScreenState {
	return {...state, now, notice: state.notice !== undefined && state.notice.until > now ? state.notice : undefined};
}

/** What is on the screen. */
export function shownData(state: ScreenState): EngineData {
	return state.recalled ?? state.frozen ?? state.live;
}

/** Back to the live screen. */
export function unfrozen(state: ScreenState): ScreenState {
	return {
		...state, frozen: undefined, recalled: undefined, selected: selectedAfter(state, shownData(state), state.live), view: {...state.view, moment: undefined},
	};
}

/** The state with an answer to a key. */
export function withNotice(state: ScreenState, text: string, isRefusal = false): ScreenState {
	return {...state, notice: {text, isRefusal, until: state.now + 4000}};
}

/** The state with nothing over the panels. */
export function withoutOverlay(state: ScreenState): ScreenState {
	return {...state, overlay: noOverlay};
}

/** Remembers what was asked until a snapshot can show it. */
export function withPending(state: ScreenState, name: string, value: string): ScreenState {
	return {...state, asked: {...state.asked, [name]: {value, until: state.now + 400}}};
}

/** What was asked for, until a snapshot can show it. */
export function pendingFor(state: ScreenState, name: string): string | undefined {
	const asked = state.asked[name];
	return asked !== undefined && asked.until > state.now ? asked.value : undefined;
}

/** The selected worker, or where it has ended, the one that took its row. */
function selectedAfter({selected, view: {order}}: ScreenState, before: EngineData, after: EngineData): number | undefined {
	return survivorOf(selected, inOrder(before.sampled?.workers ?? [], order, before.trends), after.sampled?.workers ?? []);
}

/** Workers that come, go or pause are shown at once. */
function isSampleFresh(sampled: Snapshot, snapshot: Snapshot): boolean {
	return snapshot.elapsed - sampled.elapsed < tableInterval
		&& snapshot.state === sampled.state
		&& membersOf(snapshot) === membersOf(sampled);
}

function membersOf({workers}: Snapshot): string {
	return workers.map(({id, state}) => state === 'paused' ? `${id}‖` : id).join(' ');
}
