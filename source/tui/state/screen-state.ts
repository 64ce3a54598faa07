import type {MachineName} from '../../contract/command.js';
import type {Snapshot} from '../../contract/snapshot.js';
import type {Schema} from '../../settings/schema.js';
import type {Size} from '../terminal/frame.js';
import {collect, noData, type EngineData} from './engine-data.js';
import {plotColumns} from './layout.js';
import {noOverlay, type Overlay} from './overlay.js';
import {inOrder, survivorOf} from './table-order.js';
import {initialView, type View} from './view.js';

/** The answer to a key. It is shown at once, before the engine has obeyed. */
export type Notice = {
	readonly text: string;
	readonly isRefusal: boolean;

	/** When it fades, on the screen's clock. */
	readonly until: number;
};

/** A change that was asked of the engine and that no snapshot can show yet. A key that follows quickly builds on it. */
export type Pending = {
	readonly value: string;
	readonly until: number;
};

/** The machine that is shown in detail. */
export type InspectorTarget = {
	readonly machine: MachineName;

	/** The id of a worker; the target stays this one even when the worker ends. */
	readonly id: number | undefined;
};

/** All that decides what is drawn: what the engine has said, and what the keys have led to. */
export type ScreenState = {
	/** Which settings there are. */
	readonly schema: Schema;

	readonly live: EngineData;

	/** The data that are shown instead of `live` while the screen is frozen; `live` goes on meanwhile. */
	readonly frozen: EngineData | undefined;

	/** The data that were shown at the moment that is looked at, where they are kept. */
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

/** Before the first snapshot. */
export function initialState(schema: Schema, size: Size, now: number, view = initialView): ScreenState {
	return {
		schema,
		live: noData,
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
	const live = collect(state.live, snapshot);
	return {
		...passTime(state, now),
		live,
		selected: state.frozen === undefined ? selectedAfter(state, state.live, live) : state.selected,
	};
}

/** The state at a later time, without a notice that has faded. */
export function passTime(state: ScreenState, now: number): ScreenState {
	return {...state, now, notice: state.notice !== undefined && state.notice.until > now ? state.notice : undefined};
}

/** The data that are on the screen. */
export function shownData(state: ScreenState): EngineData {
	return state.recalled ?? state.frozen ?? state.live;
}

/** Columns of the plot of the chart, as it stands on the screen. */
export function chartColumns({size, view: {focus, isZoomed}}: ScreenState): number {
	return plotColumns(size, isZoomed && focus === 'rates');
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

/** The state with a part of the view changed. */
export function withView(state: ScreenState, view: Partial<View>): ScreenState {
	return {...state, view: {...state.view, ...view}};
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
