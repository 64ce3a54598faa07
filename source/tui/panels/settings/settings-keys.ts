import {UsageError} from '../../../domain/errors.js';
import {readChange, stepSetting, withChange} from '../../../settings/live-changes.js';
import {formatSetting} from '../../../settings/schema.js';
import type {SettingChange} from '../../../settings/settings.js';
import type {Direction} from '../../../settings/values/steps.js';
import {changeableNames, pendingName, presentSettings} from '../../state/present-settings.js';
import {
	withPending, withNotice, withoutOverlay, type ScreenState,
} from '../../state/screen-state.js';
import type {SettingsOverlay} from '../../state/overlay.js';
import {
	lockedText, onSnapshot, type Action, type Outcome,
} from '../../input/action.js';
import {rowsMoved} from '../../input/list-keys.js';
import {textAfter} from '../../input/typed-text.js';

const longestValue = 24;
const page = 8;

/** Opens the settings panel. */
export const showSettings: Action = onSnapshot(state => ({
	state: {
		...state,
		notice: undefined,
		overlay: {
			kind: 'settings', selected: 'rate', typed: undefined, problem: undefined,
		},
	},
}));

/** What a key does in the settings panel. */
export function pressInSettings(state: ScreenState, overlay: SettingsOverlay, key: string): Outcome {
	return overlay.typed === undefined ? pressInList(state, overlay, key) : pressInField(state, overlay, overlay.typed, key);
}

function pressInList(state: ScreenState, overlay: SettingsOverlay, key: string): Outcome {
	const rows = rowsMoved(key, page);
	if (rows !== undefined) {
		const names = changeableNames(state);
		const index = names.indexOf(overlay.selected) + rows;
		const selected = names[Math.max(0, Math.min(names.length - 1, index))] ?? overlay.selected;
		return {state: withOverlay(state, {...overlay, selected, problem: undefined})};
	}

	switch (key) {
		case 'left': {
			return step(state, overlay, 'down');
		}

		case 'right': {
			return step(state, overlay, 'up');
		}

		case 'enter': {
			const problem = obstacle(state, overlay);
			return {state: withOverlay(state, {...overlay, typed: problem === undefined ? '' : undefined, problem})};
		}

		case 'escape':
		case 'e':
		case 'q': {
			return {state: withoutOverlay(state)};
		}

		default: {
			return refused(state, overlay, `${key} does nothing in the settings: esc goes back`);
		}
	}
}

function pressInField(state: ScreenState, overlay: SettingsOverlay, typed: string, key: string): Outcome {
	const {selected} = overlay;
	if (key === 'escape' || (key === 'enter' && typed.trim() === '')) {
		return {state: withOverlay(state, {...overlay, typed: undefined, problem: undefined})};
	}

	if (key === 'enter') {
		return attempt(state, overlay, () => readChange(state.schema, selected, typed));
	}

	return {state: withOverlay(state, {...overlay, typed: textAfter(typed, key, longestValue) ?? typed, problem: undefined})};
}

function step(state: ScreenState, overlay: SettingsOverlay, direction: Direction): Outcome {
	const {selected} = overlay;
	const settings = presentSettings(state);
	if (settings === undefined) {
		return {state};
	}

	const change = stepSetting(state.schema, selected, settings[selected], direction);
	if (change.value === settings[selected]) {
		return refused(state, overlay, `${formatSetting(state.schema, selected, change.value)} is the ${direction === 'up' ? 'most' : 'least'}`);
	}

	return attempt(state, overlay, () => change);
}

/** Sends a change if it is one and goes together with the other settings; else says why not. */
function attempt(state: ScreenState, overlay: SettingsOverlay, make: () => SettingChange): Outcome {
	const settings = presentSettings(state);
	const why = obstacle(state, overlay);
	if (why !== undefined || settings === undefined) {
		return refused(state, overlay, why ?? 'starting: a moment, please');
	}

	try {
		const change = make();
		withChange(state.schema, settings, change);
		const {name} = change;
		const value = formatSetting(state.schema, name, change.value);
		const closed = withOverlay(state, {...overlay, typed: undefined, problem: undefined});
		return {
			state: withPending(withNotice(closed, `${name} = ${value}`), pendingName(name), value),
			commands: [{type: 'setting.set', change}],
		};
	} catch (error) {
		if (!(error instanceof UsageError)) {
			throw error;
		}

		return refused(state, overlay, error.hint === undefined ? error.message : `${error.message} (${error.hint})`);
	}
}

/** Why the selected setting can't be changed at all just now. */
function obstacle({isLocked, live: {snapshot}}: ScreenState, {selected}: SettingsOverlay): string | undefined {
	if (isLocked) {
		return lockedText;
	}

	return selected === 'rate' && snapshot !== undefined && snapshot.state !== 'running'
		? 'rate can\'t change: it drains, and no more is produced'
		: undefined;
}

function refused(state: ScreenState, overlay: SettingsOverlay, problem: string): Outcome {
	return {state: {...withOverlay(state, {...overlay, problem}), notice: undefined}};
}

function withOverlay(state: ScreenState, overlay: SettingsOverlay): ScreenState {
	return {...state, overlay};
}
