import {InternalError, UsageError} from '../domain/errors.js';
import {checkTogether} from './checks.js';
import type {RunArguments} from './cli/arguments.js';
import type {OutputOptions} from './cli/output-options.js';
import {ends} from './components/component.js';
import {findComponent} from './components/find-component.js';
import {hasValues, type SettingValues} from './declaration.js';
import {chooseEnds, initialRate, type Surroundings} from './defaults.js';
import {mergeExplicit, noExplicitSettings, type ExplicitSettings} from './explicit-settings.js';
import {
	ownersText, settingEntries, type Schema, type SettingEntry,
} from './schema.js';
import type {Settings} from './settings.js';

/** The values of all settings whose default depends on nothing. */
export function plainDefaults(schema: Schema): SettingValues {
	return Object.fromEntries(settingEntries(schema).flatMap(({name, initial}) => 'value' in initial ? [[name, initial.value] as const] : []));
}

/** By end, the name of the component in use. */
type InUse = Readonly<Record<string, string>>;

function componentsInUse({components}: Schema, values: SettingValues): InUse {
	return Object.fromEntries(ends.map(end => {
		const found = findComponent(end, components[end], String(values[end]));
		return [end, found.ok ? found.value.name : String(values[end])];
	}));
}

/** Whether a setting says anything to the components in use. */
function isMeant({owners}: SettingEntry, inUse: InUse): boolean {
	return owners.length === 0 || owners.some(({end, component}) => inUse[end] === component);
}

/** Refuses a flag that says nothing to the components in use: it was given in the belief that it does. A file may serve many sinks. */
function checkMeaning(schema: Schema, flags: ExplicitSettings, inUse: InUse): void {
	for (const entry of settingEntries(schema)) {
		const given = flags.given[entry.name];
		const {owners: [owner], owners} = entry;
		if (given !== undefined && owner !== undefined && !isMeant(entry, inUse)) {
			throw new UsageError(
				`${given} has no meaning for the ${owner.end} ${inUse[owner.end] ?? ''}`,
				`it is for ${ownersText(owner.end, owners.map(({component}) => component))}`,
			);
		}
	}
}

/** All settings: flags before file before defaults. Throws a `UsageError` where they don't go together. */
export function resolveSettings(schema: Schema, flags: ExplicitSettings, file: ExplicitSettings, surroundings: Surroundings): Settings {
	const explicit = mergeExplicit(flags, file);
	const values: SettingValues = {
		...plainDefaults(schema), seed: surroundings.seed, ...explicit.values, ...chooseEnds(schema.components, explicit, surroundings),
	};
	const inUse = componentsInUse(schema, values);
	checkMeaning(schema, flags, inUse);
	return settingsOf(schema, values, explicit, inUse);
}

/** The settings that say anything to the components in use. Throws a `UsageError` where they don't go together. */
function settingsOf(schema: Schema, values: SettingValues, {given}: ExplicitSettings, inUse: InUse): Settings {
	checkTogether(schema, values, given);
	const settings: SettingValues = Object.fromEntries(settingEntries(schema).filter(entry => isMeant(entry, inUse)).map(({name}) => [name, values[name]]));
	if (!hasValues(schema.core, settings)) {
		throw new InternalError('a setting has no value');
	}

	return settings;
}

/** What a changed configuration comes to while a pipeline runs. */
export type Reloaded = {
	/** The settings that are to be in force. */
	readonly settings: Settings;

	/** The names of what has changed too, and can't change any more. */
	readonly refused: readonly string[];
};

/** The settings of a running pipeline after its configuration was read again. What can't change stays, and defaults follow from that: the rate is that of the source in force. Throws a `UsageError` where they don't go together. */
export function resolveAgain(schema: Schema, flags: ExplicitSettings, file: ExplicitSettings, current: Settings): Reloaded {
	const explicit = mergeExplicit(flags, file);
	const wanted: SettingValues = {...plainDefaults(schema), ...explicit.values};
	const fixed = settingEntries(schema).filter(({name, live}) => live === undefined && Object.hasOwn(current, name)).map(({name}) => name);
	const values: SettingValues = {
		...wanted,
		rate: wanted.rate ?? initialRate(schema.components, current.source),
		...Object.fromEntries(fixed.map(name => [name, current[name]])),
	};
	return {
		settings: settingsOf(schema, values, explicit, componentsInUse(schema, values)),
		refused: fixed.filter(name => Object.hasOwn(wanted, name) && wanted[name] !== current[name]),
	};
}

/** Refuses what would mix records with anything else on stdout. */
export function checkOutput({report}: OutputOptions, {sink}: Settings): void {
	if (report === '-' && sink === 'stdout') {
		throw new UsageError('--report - and the sink stdout would mix report and records', 'say --report report.json');
	}
}

/** The YAML parser takes a tenth of the program's start to load: it is loaded only for a file. */
async function readFile(schema: Schema, path: string): Promise<ExplicitSettings> {
	const {readConfig} = await import('./file/config-file.js');
	return readConfig(schema, path);
}

async function readGiven(schema: Schema, config: string | undefined): Promise<ExplicitSettings> {
	return config === undefined ? noExplicitSettings : readFile(schema, config);
}

/** The settings of a run, with its configuration file read. Rejects with a `UsageError` for the first that can't be. */
export async function loadSettings(schema: Schema, {explicit, config, output}: RunArguments, surroundings: Surroundings): Promise<Settings> {
	const settings = resolveSettings(schema, explicit, await readGiven(schema, config), surroundings);
	checkOutput(output, settings);
	return settings;
}

/** As `resolveAgain`, with the configuration file read. */
export async function reloadSettings(schema: Schema, {explicit, config}: RunArguments, current: Settings): Promise<Reloaded> {
	return resolveAgain(schema, explicit, await readGiven(schema, config), current);
}
