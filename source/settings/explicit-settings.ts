import {UsageError} from '../domain/errors.js';
import {rejected, valueOf} from './values/parse-result.js';
import {
	intervalDeclaration, schema, settingOf, type Declaration, type SettingKey, type SettingName,
} from './schema.js';
import type {Settings} from './settings.js';

type Values = {-readonly [Name in SettingName]?: Settings[Name]};

/** The settings that somebody gave, read and checked each by itself. */
export type ExplicitSettings = {
	readonly values: Readonly<Values>;

	/** As they were given, for messages: `--batch-size 0`, or `batchSize: 0 (millrace.yaml:3)`. */
	readonly said: Readonly<Partial<Record<SettingName, string>>>;
};

export const noExplicitSettings: ExplicitSettings = {values: {}, said: {}};

/** One value as it stands on the command line or in a file. */
export type ExplicitText = {
	readonly name: SettingKey;

	/** Nothing where what stands there is no text, number or truth value at all. */
	readonly text: string | undefined;

	/** What came, for messages. */
	readonly came: string;

	/** Where it came from, for messages. */
	readonly where: string;

	/** The whole of it, for messages. */
	readonly said: string;
};

function readAs<Value>({type: kind}: Declaration<Value>, given: ExplicitText): Value {
	const reading = given.text === undefined ? rejected() : kind.parse(given.text);
	return valueOf(reading, given.where, kind.expected, given.came);
}

function readInto<Name extends SettingName>(values: Values, name: Name, given: ExplicitText): void {
	values[name] = readAs(schema[name], given);
}

/** Reads values that were given in one place. Throws a `UsageError` for the first one that is none, and for a rate given twice. */
export function parseExplicit(texts: Iterable<ExplicitText>): ExplicitSettings {
	const values: Values = {};
	const said: Partial<Record<SettingName, string>> = {};
	for (const given of texts) {
		const name = settingOf(given.name);
		const before = said[name];
		if (before !== undefined) {
			throw new UsageError(`${before} and ${given.said} both set the rate`, 'leave one of them out');
		}

		if (given.name === 'interval') {
			values.rate = readAs(intervalDeclaration, given);
		} else {
			readInto(values, given.name, given);
		}

		said[name] = given.said;
	}

	return {values, said};
}

/** What was given in both places; the first has precedence. */
export function mergeExplicit(first: ExplicitSettings, second: ExplicitSettings): ExplicitSettings {
	return {values: {...second.values, ...first.values}, said: {...second.said, ...first.said}};
}
