import {InternalError, UsageError} from '../domain/errors.js';
import {readSink} from './values/address.js';
import type {RunArguments} from './cli/arguments.js';
import {checkTogether} from './checks.js';
import {chooseEnds, type Ends, type Surroundings} from './defaults.js';
import {mergeExplicit, noExplicitSettings, type ExplicitSettings} from './explicit-settings.js';
import type {OutputOptions} from './cli/output-options.js';
import {
	schema, settingNames, type Declaration, type SettingName,
} from './schema.js';
import type {Settings} from './settings.js';

/** The settings with a default that depends on nothing. */
export type PlainDefaults = Omit<Settings, keyof Ends | 'seed'>;

type Draft = {-readonly [Name in SettingName]?: Settings[Name]};

function putDefault<Name extends SettingName>(draft: Draft, name: Name): void {
	const {initial}: Declaration<Settings[Name]> = schema[name];
	if ('value' in initial) {
		draft[name] = initial.value;
	}
}

function isComplete(draft: Draft): draft is PlainDefaults {
	return settingNames.every(name => Object.hasOwn(draft, name) || 'decidedAs' in schema[name].initial);
}

function collectDefaults(): PlainDefaults {
	const draft: Draft = {};
	for (const name of settingNames) {
		putDefault(draft, name);
	}

	if (!isComplete(draft)) {
		throw new InternalError('a setting has no default');
	}

	return draft;
}

/** The defaults, from the schema. */
export const defaults: PlainDefaults = collectDefaults();

/** Refuses a flag that says nothing about the sink: somebody expects something of it. A file may serve many sinks. */
function checkMeaning(flags: ExplicitSettings, sink: string): void {
	const address = readSink(sink);
	const kind = address.ok ? address.value.kind : undefined;
	for (const name of settingNames) {
		const said = flags.said[name];
		const {onlyFor} = schema[name];
		if (said !== undefined && onlyFor !== undefined && onlyFor !== kind) {
			throw new UsageError(`${said} has no meaning for the sink ${kind ?? sink}`, `it is for ${onlyFor} sinks`);
		}
	}
}

/** All settings: flags before file before defaults. Throws a `UsageError` where they don't go together. */
export function resolveSettings(flags: ExplicitSettings, file: ExplicitSettings, surroundings: Surroundings): Settings {
	const given = mergeExplicit(flags, file);
	const settings: Settings = {
		...defaults, seed: surroundings.seed, ...given.values, ...chooseEnds(given, surroundings),
	};
	checkMeaning(flags, settings.sink);
	checkTogether(settings, given.said);
	return settings;
}

/** Refuses what would mix records with anything else on stdout. */
export function checkOutput({report}: OutputOptions, {sink}: Settings): void {
	if (report === '-' && sink === 'stdout') {
		throw new UsageError('--report - and the sink stdout would mix report and records', 'say --report report.json');
	}
}

/** What reads YAML takes a tenth of the program's start to load: only where it is needed. */
async function readFile(path: string): Promise<ExplicitSettings> {
	const {readConfig} = await import('./file/config-file.js');
	return readConfig(path);
}

/** The settings of a run, with its configuration file read. Rejects with a `UsageError` for anything that can't be. */
export async function loadSettings({given, config, output}: RunArguments, surroundings: Surroundings): Promise<Settings> {
	const file = config === undefined ? noExplicitSettings : await readFile(config);
	const settings = resolveSettings(given, file, surroundings);
	checkOutput(output, settings);
	return settings;
}
