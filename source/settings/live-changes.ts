import {came} from './object-reader.js';
import type {ValueType} from './values/types.js';
import {quote, rejected, valueOf} from './values/parse-result.js';
import {
	isLive, liveNames, schema, settingNames, type Declaration, type LiveName,
} from './schema.js';
import type {SettingChange, Settings} from './settings.js';
import type {Direction} from './values/steps.js';

/** A change of one of the named settings; for any of them it is a `SettingChange`. */
export type ChangeOf<Name extends LiveName> = {
	[Each in Name]: {readonly name: Each; readonly value: Settings[Each]}
}[Name];

function clamp<Value>({type: {bounds}}: Declaration<Value>, value: Value): Value;
function clamp({type: {bounds}}: Declaration<unknown>, value: unknown): unknown {
	return typeof value === 'number' && bounds !== undefined ? Math.min(bounds.max, Math.max(bounds.min, value)) : value;
}

function stepped<Value>(declaration: Declaration<Value>, value: Value, direction: Direction): Value {
	return declaration.live === undefined ? value : clamp(declaration, declaration.live(value, direction));
}

function parsed<Value>({type: kind}: Declaration<Value>, name: string, text: string): Value {
	return valueOf(kind.parse(text), name, kind.expected, quote(text));
}

/** A setting one step up or down, within its bounds. */
export function stepSetting<Name extends LiveName>(name: Name, value: Settings[Name], direction: Direction): ChangeOf<Name> {
	return {name, value: stepped<Settings[Name]>(schema[name], value, direction)};
}

/** A setting as somebody typed it. Throws a `UsageError` for what is no value. */
export function readChange<Name extends LiveName>(name: Name, text: string): ChangeOf<Name> {
	return {name, value: parsed<Settings[Name]>(schema[name], name, text)};
}

/** How a value that is plain data would be typed; nothing where nobody could type it. */
function typedText(kind: Pick<ValueType<unknown>, 'name' | 'bounds' | 'words'>, value: unknown): string | undefined {
	if (typeof value === 'number' && kind.bounds !== undefined) {
		return kind.name === 'duration' ? `${value}ms` : String(value);
	}

	return typeof value === 'string' && kind.words?.includes(value) === true ? value : undefined;
}

/**
A change whose value is plain data, as it stands in `Settings`: times in milliseconds, sizes in bytes, shares from 0 to 1.

@param where Begins the message.

Throws a `UsageError` for what is no value of this setting.
*/
export function checkChange<Name extends LiveName>(name: Name, value: unknown, where: string): ChangeOf<Name> {
	const {type: kind}: Declaration<Settings[Name]> = schema[name];
	const text = typedText(kind, value);
	const reading = text === undefined ? rejected() : kind.parse(text);
	const isTime = kind.name === 'duration' && !reading.ok;
	return {name, value: valueOf(isTime ? rejected('as a number, in milliseconds') : reading, where, kind.expected, came(value))};
}

function changeOf<Name extends LiveName>(name: Name, {[name]: value}: Settings): ChangeOf<Name> {
	return {name, value};
}

/** What has to change in a running pipeline for it to have other settings. */
export function changesBetween(before: Settings, after: Settings): SettingChange[] {
	return liveNames.filter(name => before[name] !== after[name]).map(name => changeOf(name, after));
}

/** The names of what differs and can't change in a running pipeline. The seed is drawn anew each time. */
export function fixedChangesBetween(before: Settings, after: Settings): readonly string[] {
	return settingNames.filter(name => name !== 'seed' && !isLive(name) && before[name] !== after[name]);
}
