import type {Key} from 'ink';
import {
	lockedText, answerYes, askToDrain, back, drain, killWorker, moveSelection, nextFault, refuse, saveSnapshot, showHelp, suspend, toggleLock, toggleWorker, undoFaults, type Action, type Outcome,
} from './actions.js';
import {nextMachine, openDetail, withWatch} from './detail/watching.js';
import {
	rateDown, rateUp, spike, toggleProducer,
} from './load-actions.js';
import {pressInSettings, showSettings} from './settings-keys.js';
import {withoutOverlay, type ScreenState} from './screen-state.js';
import {nextTheme} from './theme-action.js';
import {changeWindow, scrub, toggleFreeze} from './time-actions.js';

/** One line of the key table: what is pressed, what it does, and what help and footer say about it. */
export type Binding = {
	/** Characters, or names such as `up` and `ctrl-c`. */
	readonly keys: readonly string[];

	/** The keys as a person reads them. */
	readonly shown: string;
	readonly group: 'Load' | 'Workers' | 'Sink' | 'Settings' | 'View' | 'Leave';
	readonly help: string;

	/** The label in the footer, if it is shown there; the table's order is the footer's. */
	readonly footer?: string;

	/** The keys in the footer, where one label stands for several lines of the table. */
	readonly footerKeys?: string;

	/** Whether it acts on the pipeline, and so not while the keys are locked. */
	readonly isActing?: true;

	/** Whether it also works over help and the settings panel. */
	readonly isEverywhere?: true;
	readonly act: Action;
};

/** Every key of the screen. Its handler, the help and the footer all come from here. */
export const keyTable: readonly Binding[] = [
	{
		keys: ['?'], shown: '?', group: 'View', help: 'show this help', footer: 'help', act: showHelp,
	},
	{
		keys: ['space'], shown: 'space', group: 'View', help: 'freeze the screen; the pipeline goes on', footer: 'freeze', act: toggleFreeze,
	},
	{
		keys: ['s'], shown: 's', group: 'Load', help: 'inject a spike', footer: 'spike', isActing: true, act: spike,
	},
	{
		keys: ['+', '='], shown: '+', group: 'Load', help: 'raise the rate by 10 %', footer: 'rate', footerKeys: '+/-', isActing: true, act: rateUp,
	},
	{
		keys: ['-'], shown: '-', group: 'Load', help: 'lower the rate by 10 %', isActing: true, act: rateDown,
	},
	{
		keys: ['P'], shown: 'P', group: 'Load', help: 'pause the producer, or let it go on', isActing: true, act: toggleProducer,
	},
	{
		keys: ['p'], shown: 'p', group: 'Workers', help: 'pause the selected worker, or let it go on', footer: 'pause', isActing: true, act: toggleWorker,
	},
	{
		keys: ['K'], shown: 'K', group: 'Workers', help: 'kill the selected worker (asks)', footer: 'kill', isActing: true, act: killWorker,
	},
	{
		keys: ['up', 'k'], shown: '↑ k', group: 'Workers', help: 'select the worker above', act: moveSelection(-1),
	},
	{
		keys: ['down', 'j'], shown: '↓ j', group: 'Workers', help: 'select the worker below', act: moveSelection(1),
	},
	{
		keys: ['g', 'home'], shown: 'g', group: 'Workers', help: 'select the first worker', act: moveSelection(Number.NEGATIVE_INFINITY),
	},
	{
		keys: ['G', 'end'], shown: 'G', group: 'Workers', help: 'select the last worker', act: moveSelection(Number.POSITIVE_INFINITY),
	},
	{
		keys: ['w'], shown: 'w', group: 'Sink', help: 'slow the sink, then break it, step by step', footer: 'slow', isActing: true, act: nextFault,
	},
	{
		keys: ['e'], shown: 'e', group: 'Settings', help: 'settings: ↑↓ choose, ←→ step, enter types a value', footer: 'set', act: showSettings,
	},
	{
		keys: ['L'], shown: 'L', group: 'Settings', help: 'lock the keys that act on the pipeline, or unlock them', isEverywhere: true, act: toggleLock,
	},
	{
		keys: ['!'], shown: '!', group: 'Sink', help: 'undo all faults, and end a spike', footer: 'undo', isActing: true, act: undoFaults,
	},
	{
		keys: ['left'], shown: '←', group: 'View', help: 'freeze and look at a moment further back', footer: 'scrub', footerKeys: '←→', act: scrub(-1),
	},
	{
		keys: ['right'], shown: '→', group: 'View', help: 'look at a later moment', act: scrub(1),
	},
	{
		keys: ['['], shown: '[', group: 'View', help: 'show a shorter time: 15, 5, 1 min', footer: 'window', footerKeys: '[ ]', act: changeWindow(-1),
	},
	{
		keys: [']'], shown: ']', group: 'View', help: 'show a longer time: 5, 15 min, 1 h', act: changeWindow(1),
	},
	{
		keys: ['enter'], shown: 'enter', group: 'View', help: 'open the selected worker: its statechart and its last transitions', footer: 'detail', act: openDetail,
	},
	{
		keys: ['tab'], shown: 'tab', group: 'View', help: 'in the detail: producer, scaler, pipeline and back', act: nextMachine,
	},
	{
		keys: ['t'], shown: 't', group: 'View', help: 'next theme: dark, light, high contrast', act: nextTheme,
	},
	{
		keys: ['S'], shown: 'S', group: 'View', help: 'save a snapshot: JSON, and the screen as text', isEverywhere: true, act: saveSnapshot,
	},
	{
		keys: ['escape'], shown: 'esc', group: 'View', help: 'back to the live screen', act: back,
	},
	{
		keys: ['q', 'ctrl-c'], shown: 'q ^C', group: 'Leave', help: 'deliver everything and leave; again: abort', isActing: true, act: drain,
	},
	{
		keys: ['D'], shown: 'D', group: 'Leave', help: 'the same, but asks first', isActing: true, act: askToDrain,
	},
	{
		keys: ['ctrl-z'], shown: '^Z', group: 'Leave', help: 'suspend the program; fg brings it back', act: suspend,
	},
];

/** What a key does in a state of the screen. */
export function press(state: ScreenState, key: string): Outcome {
	return withWatch(state, pressKey(state, key));
}

function pressKey(state: ScreenState, key: string): Outcome {
	if (key.startsWith('ctrl-') || state.overlay.kind === 'none') {
		return pressInTable(state, key);
	}

	const isEverywhere = bindings.get(key)?.isEverywhere === true;
	switch (state.overlay.kind) {
		case 'help': {
			return isEverywhere ? pressInTable(state, key) : pressInHelp(state, key);
		}

		case 'settings': {
			return isEverywhere && state.overlay.typed === undefined ? pressInTable(state, key) : pressInSettings(state, state.overlay, key);
		}

		case 'question': {
			return pressInQuestion(state, key);
		}
	}
}

/** The names of the keys in what Ink reads at once: a fast typist's keys come merged. */
export function keysOf(input: string, key: Key): readonly string[] {
	for (const [flag, name] of specialKeys) {
		if (key[flag]) {
			return [name];
		}
	}

	if (key.ctrl) {
		return input.length === 1 ? [`ctrl-${input}`] : [];
	}

	return key.meta ? [] : Array.from(input, nameOf).filter(name => name !== undefined);
}

const bindings = new Map(keyTable.flatMap(binding => binding.keys.map(key => [key, binding] as const)));

const specialKeys = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'page up'],
	['pageDown', 'page down'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'escape'],
	['tab', 'tab'],
	['backspace', 'backspace'],
	['delete', 'backspace'],
] as const;

const controlKeys: ReadonlyMap<string, string> = new Map([
	[' ', 'space'], ['\r', 'enter'], ['\n', 'enter'], ['\t', 'tab'], ['\b', 'backspace'], ['\u007F', 'backspace'], ['\u0003', 'ctrl-c'], ['\u001A', 'ctrl-z'],
]);

function nameOf(character: string): string | undefined {
	return controlKeys.get(character) ?? (character < ' ' ? undefined : character);
}

/** Ctrl-C leaves even where the keys are locked: nobody is to be held. */
function pressInTable(state: ScreenState, key: string): Outcome {
	const binding = bindings.get(key);
	if (binding === undefined) {
		return refuse(state, `${key} does nothing here: ? shows the keys`);
	}

	if (state.isLocked && binding.isActing && !key.startsWith('ctrl-')) {
		return refuse(state, binding.group === 'Leave' ? `${lockedText} (Ctrl-C drains and leaves all the same)` : lockedText);
	}

	return binding.act(state, key);
}

function pressInHelp(state: ScreenState, key: string): Outcome {
	const offset = state.overlay.kind === 'help' ? state.overlay.offset : 0;
	if (key === 'down' || key === 'j') {
		return {state: {...state, overlay: {kind: 'help', offset: Math.min(keyTable.length, offset + 1)}}};
	}

	if (key === 'up' || key === 'k') {
		return {state: {...state, overlay: {kind: 'help', offset: Math.max(0, offset - 1)}}};
	}

	return {state: withoutOverlay(state)};
}

function pressInQuestion(state: ScreenState, key: string): Outcome {
	if (state.overlay.kind !== 'question') {
		return {state};
	}

	const {question, isYesChosen} = state.overlay;
	if (['left', 'right', 'tab', 'h', 'l'].includes(key)) {
		return {state: {...state, overlay: {...state.overlay, isYesChosen: !isYesChosen}}};
	}

	if (key === 'y' || (key === 'enter' && isYesChosen)) {
		return answerYes(state, question);
	}

	if (['n', 'q', 'escape', 'enter'].includes(key)) {
		return {state: {...withoutOverlay(state), notice: undefined}};
	}

	return {state};
}
