import {withWatch} from '../detail/watching.js';
import {zoomedRows} from '../lines/layout.js';
import {withoutOverlay, type ScreenState} from '../state/screen-state.js';
import {
	answerYes, lockedText, refuse, type Outcome,
} from './actions.js';
import {pressInFilter} from './filter-input.js';
import {keyTable} from './key-table.js';
import {pressInSettings} from './settings-keys.js';

/** What a key does in a state of the screen. */
export function press(state: ScreenState, key: string): Outcome {
	return withWatch(state, pressKey(state, key));
}

/** What pasted text does: it is typed where text is typed, and else it is no keys, for who knows what it would do. */
export function paste(state: ScreenState, text: string): Outcome {
	const {overlay} = state;
	const isTyping = overlay.kind === 'filter' || (overlay.kind === 'settings' && overlay.typed !== undefined);
	if (!isTyping) {
		return refuse(state, 'pasted text is not taken for keys: nothing was done');
	}

	let outcome: Outcome = {state};
	for (const character of text.replaceAll(/\p{Cc}/gv, ' ').trim()) {
		outcome = press(outcome.state, character === ' ' ? 'space' : character);
	}

	return outcome;
}

function pressKey(state: ScreenState, key: string): Outcome {
	if (state.overlay.kind === 'filter') {
		return pressInFilter(state, state.overlay.panel, key) ?? pressInTable(state, key);
	}

	const isTyping = state.overlay.kind === 'settings' && state.overlay.typed !== undefined;
	if ((key.startsWith('ctrl-') && !(isTyping && key === 'ctrl-u')) || state.overlay.kind === 'none') {
		return pressInTable(state, key);
	}

	const isEverywhere = bindings.get(key)?.isEverywhere === true;
	switch (state.overlay.kind) {
		case 'help': {
			return isEverywhere ? pressInTable(state, key) : pressInHelp(state, key);
		}

		case 'settings': {
			return isEverywhere && !isTyping ? pressInTable(state, key) : pressInSettings(state, state.overlay, key);
		}

		case 'question': {
			return pressInQuestion(state, key);
		}
	}
}

const bindings = new Map(keyTable.flatMap(binding => binding.keys.map(key => [key, binding] as const)));

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
	const rows = zoomedRows(state.size);
	const move = movesInHelp(rows).get(key);
	return move === undefined
		? {state: withoutOverlay(state)}
		: {state: {...state, overlay: {kind: 'help', offset: Math.max(0, Math.min(keyTable.length - rows, offset + move))}}};
}

function movesInHelp(rows: number): ReadonlyMap<string, number> {
	const moves: ReadonlyArray<readonly [readonly string[], number]> = [
		[['up', 'k'], -1],
		[['down', 'j'], 1],
		[['page up'], -rows],
		[['page down'], rows],
		[['g', 'home'], Number.NEGATIVE_INFINITY],
		[['G', 'end'], Number.POSITIVE_INFINITY],
	];
	return new Map(moves.flatMap(([keys, move]) => keys.map(key => [key, move] as const)));
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
