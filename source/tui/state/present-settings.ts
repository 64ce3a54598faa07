import {readChange} from '../../settings/live-changes.js';
import {liveNames} from '../../settings/schema.js';
import type {LiveSettings} from '../../settings/settings.js';
import {pendingFor, type ScreenState} from './screen-state.js';

/** The settings of the pipeline, with what was asked for and can't have come back yet. */
export function presentSettings(state: ScreenState): LiveSettings | undefined {
	let settings = state.live.snapshot?.settings;
	for (const name of liveNames) {
		const asked = pendingFor(state, pendingName(name));
		if (settings !== undefined && asked !== undefined) {
			settings = {...settings, [name]: readChange(name, asked).value};
		}
	}

	return settings;
}

/** Under which a change of a setting is remembered until a snapshot can show it. */
export function pendingName(name: string): string {
	return `setting ${name}`;
}
