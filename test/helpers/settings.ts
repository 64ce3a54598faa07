import {schema} from '../../source/cli/schema.js';
import {noExplicitSettings} from '../../source/settings/explicit-settings.js';
import {resolveSettings} from '../../source/settings/resolve.js';
import type {CoreSettings, CurrentSettings} from '../../source/settings/settings.js';

/** The options of the simulated sink. */
type SimulatedOptions = {
	sinkLatency: number;
	sinkJitter: number;
	sinkFailures: number;
};

export type TestSettings = CurrentSettings & SimulatedOptions;

/** Settings that a test gives. */
export type GivenSettings = Partial<CoreSettings> & Partial<Readonly<SimulatedOptions>>;

const ends = {values: {source: 'synthetic', sink: 'simulated'}, given: {}};

/** The defaults of a synthetic source and a simulated sink, but for what is given. */
export function settingsWith(parts: GivenSettings = {}): TestSettings {
	const settings = resolveSettings(schema, ends, noExplicitSettings, {stdin: 'null', isStdoutTerminal: true, seed: 1});
	return {
		...settings, sinkLatency: 300, sinkJitter: 0, sinkFailures: 0, ...parts,
	};
}
