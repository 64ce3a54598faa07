import {withWatch} from '../inspector/watching.js';
import {zoomedRows} from '../state/layout.js';
import {withoutOverlay, type ScreenState} from '../state/screen-state.js';
import type {Overlay} from '../state/overlay.js';
import {pressInSettings} from '../panels/settings/settings-keys.js';
import {lockedText, refuse, type Outcome} from '../input/action.js';
import {rowsMoved} from '../input/list-keys.js';
import {answerYes} from './actions.js';
import {pressInFilter} from './filter-input.js';
import {keyTable} from './key-table.js';
import {isOffered, modeOf} from './mode.js';

type OverlayOf<Kind extends Overlay['kind']> = Extract<Overlay, {readonly kind: Kind}>;

/** What a key does in a state of the screen. */
export function press(state: ScreenState, key: string): Outcome {
	return withWatch(state, pressKey(state, key));
}

/** Types pasted text where text is typed. Elsewhere pasted text is refused: as keys it could do anything. */
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
	const {overlay} = state;
	if (overlay.kind === 'filter') {
		return pressInFilter(state, overlay.panel, key) ?? pressInTable(state, key);
	}

	const isTyping = overlay.kind === 'settings' && overlay.typed !== undefined;
	if ((key.startsWith('ctrl-') && !(isTyping && key === 'ctrl-u')) || overlay.kind === 'none') {
		return pressInTable(state, key);
	}

	const isEverywhere = bindings.get(key)?.isEverywhere === true;
	switch (overlay.kind) {
		case 'help': {
			return isEverywhere ? pressInTable(state, key) : pressInHelp(state, overlay, key);
		}

		case 'settings': {
			return isEverywhere && !isTyping ? pressInTable(state, key) : pressInSettings(state, overlay, key);
		}

		case 'question': {
			return pressInQuestion(state, overlay, key);
		}
	}
}

const bindings = new Map(keyTable.flatMap(binding => binding.keys.map(key => [key, binding] as const)));

/** Ctrl-C leaves even while the keys are locked: a lock must not hold a user in the program. */
function pressInTable(state: ScreenState, key: string): Outcome {
	const binding = bindings.get(key);
	if (binding === undefined) {
		return refuse(state, `${key} does nothing here: ? shows the keys`);
	}

	if (state.isLocked && binding.isActing && !key.startsWith('ctrl-')) {
		return refuse(state, binding.group === 'Leave' ? `${lockedText} (Ctrl-C drains and leaves all the same)` : lockedText);
	}

	if (!isOffered(binding, modeOf(state)) && state.frozen !== undefined && binding.isActing) {
		return refuse(state, `this is the past: space is live again, then ${binding.shown} acts`);
	}

	return binding.act(state, key);
}

function pressInHelp(state: ScreenState, {offset}: OverlayOf<'help'>, key: string): Outcome {
	const rows = zoomedRows(state.size);
	const move = rowsMoved(key, rows);
	return move === undefined
		? {state: withoutOverlay(state)}
		: {state: {...state, overlay: {kind: 'help', offset: Math.max(0, Math.min(keyTable.length - rows, offset + move))}}};
}

function pressInQuestion(state: ScreenState, {question, isYesChosen}: OverlayOf<'question'>, key: string): Outcome {
	if (['left', 'right', 'tab', 'h', 'l'].includes(key)) {
		return {state: {...state, overlay: {kind: 'question', question, isYesChosen: !isYesChosen}}};
	}

	if (key === 'y' || (key === 'enter' && isYesChosen)) {
		return answerYes(state, question);
	}

	if (['n', 'q', 'escape', 'enter'].includes(key)) {
		return {state: {...withoutOverlay(state), notice: undefined}};
	}

	return {state};
}
