import {defaults} from '../../source/settings/resolve.js';
import type {CurrentSettings, Settings} from '../../source/settings/settings.js';

/** The defaults of a synthetic source and a simulated sink, but for what is given. */
export function settingsWith(parts: Partial<Settings> = {}): CurrentSettings {
	return {
		...defaults, source: 'synthetic', sink: 'simulated', rate: 1000, seed: 1, ...parts,
	};
}
