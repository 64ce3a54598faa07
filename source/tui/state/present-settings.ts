import {liveNames, readChange} from '../../settings/live-changes.js';
import type {LiveSettings} from '../../settings/settings.js';
import {pendingFor, type ScreenState} from './screen-state.js';

/** The settings of the pipeline, with changes that no snapshot can show yet. */
export function presentSettings(state: ScreenState): LiveSettings | undefined {
	let settings = state.live.snapshot?.settings;
	for (const name of liveNames(state.schema)) {
		const asked = pendingFor(state, pendingName(name));
		if (settings !== undefined && asked !== undefined) {
			settings = {...settings, [name]: readChange(state.schema, name, asked).value};
		}
	}

	return settings;
}

/** The name under which a change of a setting is pending until a snapshot can show it. */
export function pendingName(name: string): string {
	return `setting ${name}`;
}

/** The settings that can be changed: those of the pipeline, and the options of the components in use. */
export function changeableNames({schema, live: {snapshot}}: ScreenState): readonly string[] {
	return liveNames(schema).filter(name => snapshot === undefined || Object.hasOwn(snapshot.settings, name));
}
