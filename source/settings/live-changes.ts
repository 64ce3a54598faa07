import {InternalError, UsageError} from '../domain/errors.js';
import {checkTogether} from './checks.js';
import {pipelineDeclarations} from './core.js';
import type {OptionDeclaration, SettingValues} from './declaration.js';
import {came} from './object-reader.js';
import {
	formatSetting, ownersText, settingEntries, type Schema, type SettingEntry,
} from './schema.js';
import type {LiveSettings, SettingChange} from './settings.js';
import {
	parsed, quote, rejected, valueOf,
} from './values/parse-result.js';
import type {Direction} from './values/steps.js';
import type {SettingValue} from './values/types.js';

/** The names of all settings that can change while a pipeline runs, whatever its components. */
export function liveNames(schema: Schema): readonly string[] {
	return settingEntries(schema).filter(({live}) => live !== undefined).map(({name}) => name);
}

/** The settings of a run that can change, for a snapshot: an address of a sink may hold secrets, and stays behind. */
export function liveSettings(schema: Schema, values: SettingValues): LiveSettings {
	const live: SettingValues = Object.fromEntries(liveNames(schema).filter(name => Object.hasOwn(values, name)).map(name => [name, values[name]]));
	if (!isLiveSettings(live)) {
		throw new InternalError('a setting has no value');
	}

	return live;
}

const coreLiveNames = Object.entries<OptionDeclaration>(pipelineDeclarations).filter(([, {live}]) => live !== undefined).map(([name]) => name);

/** Bounds do not matter here: a rate that was scaled may lie beyond those of a given one. */
function isLiveSettings(values: SettingValues): values is LiveSettings {
	return coreLiveNames.every(name => Object.hasOwn(values, name));
}

function entryOf(schema: Schema, name: string): SettingEntry {
	const entry = schema.entries.get(name);
	if (entry?.live === undefined) {
		throw new UsageError(`${name} can't change while the pipeline runs`);
	}

	return entry;
}

function bounded(value: SettingValue, {type: {bounds}}: SettingEntry): SettingValue {
	return typeof value === 'number' && bounds !== undefined ? Math.min(bounds.max, Math.max(bounds.min, value)) : value;
}

/** A setting one step up or down, within its bounds. */
export function stepSetting(schema: Schema, name: string, value: SettingValue, direction: Direction): SettingChange {
	const entry = entryOf(schema, name);
	return {name, value: bounded(entry.live?.(value, direction), entry)};
}

/** A setting as it was typed. Throws a `UsageError` for a text that is no value of it. */
export function readChange(schema: Schema, name: string, text: string): SettingChange {
	const {type} = entryOf(schema, name);
	return {name, value: valueOf(type.parse(text), name, type.expected, quote(text))};
}

/**
A value that is plain data, as it stands in the settings: times in milliseconds, sizes in bytes, shares from 0 to 1.

@param where Begins the message.

Throws a `UsageError` for what is no value.
*/
export function checkValue<Value extends SettingValue>({type}: Pick<OptionDeclaration<Value>, 'type'>, value: unknown, where: string): Value {
	const isWord = typeof value === 'string' && type.words?.includes(value) === true;
	const hint = type.name === 'duration' ? 'as a number, in milliseconds' : undefined;
	const result = isWord ? type.parse(value) : (type.is(value) && value !== undefined ? parsed(value) : rejected(hint));
	return valueOf(result, where, type.expected, came(value));
}

/** A change whose value is plain data. Throws a `UsageError` as `checkValue` does. */
export function checkChange(schema: Schema, name: string, value: unknown, where: string): SettingChange {
	return {name, value: checkValue(entryOf(schema, name), value, where)};
}

/** The settings after a change. Throws a `UsageError` where the pipeline has no such setting, the value is none of it, or the settings would not go together. */
export function withChange<Values extends SettingValues>(schema: Schema, settings: Values, change: SettingChange): Values {
	const {name} = change;
	const {owners: [owner], owners} = entryOf(schema, name);
	if (owner !== undefined && !Object.hasOwn(settings, name)) {
		throw new UsageError(`${name} has no meaning here: it is an option of the ${ownersText(owner.end, owners.map(({component}) => component))}`);
	}

	const {value} = checkChange(schema, name, change.value, name);
	const changed = {...settings, [name]: value};
	checkTogether(schema, changed, Object.fromEntries(Object.entries(changed).map(([key, each]) => [key, `${key} ${formatSetting(schema, key, each)}`])));
	return changed;
}

/** What has to change in a running pipeline for it to have other settings. */
export function changesBetween(schema: Schema, before: SettingValues, after: SettingValues): readonly SettingChange[] {
	return liveNames(schema).filter(name => Object.hasOwn(before, name) && Object.hasOwn(after, name) && before[name] !== after[name])
		.map(name => ({name, value: after[name]}));
}
