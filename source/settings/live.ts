import {quote, valueOf} from './reading.js';
import {
	isLive, liveNames, schema, settingNames, type Declaration, type LiveName,
} from './schema.js';
import type {SettingChange, Settings} from './settings.js';
import type {Direction} from './steps.js';

/** A change of one of the named settings; for any of them it is a `SettingChange`. */
export type ChangeOf<Name extends LiveName> = {
	[Each in Name]: {readonly name: Each; readonly value: Settings[Each]}
}[Name];

function clamp<Value>({kind: {bounds}}: Declaration<Value>, value: Value): Value;
function clamp({kind: {bounds}}: Declaration<unknown>, value: unknown): unknown {
	return typeof value === 'number' && bounds !== undefined ? Math.min(bounds.max, Math.max(bounds.min, value)) : value;
}

function stepped<Value>(declaration: Declaration<Value>, value: Value, direction: Direction): Value {
	return declaration.live === undefined ? value : clamp(declaration, declaration.live(value, direction));
}

function parsed<Value>({kind}: Declaration<Value>, name: string, text: string): Value {
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
