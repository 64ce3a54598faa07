import {UsageError} from '../domain/errors.js';
import {unread, valueOf} from './reading.js';
import {
	intervalDeclaration, schema, settingOf, type Declaration, type GivenName, type SettingName,
} from './schema.js';
import type {Settings} from './settings.js';

type Values = {-readonly [Name in SettingName]?: Settings[Name]};

/** The settings that somebody gave, read and checked each by itself. */
export type Given = {
	readonly values: Readonly<Values>;

	/** As they were given, for messages: `--batch-size 0`, or `batchSize: 0 (millrace.yaml:3)`. */
	readonly said: Readonly<Partial<Record<SettingName, string>>>;
};

export const nothingGiven: Given = {values: {}, said: {}};

/** One value as it stands on the command line or in a file. */
export type GivenText = {
	readonly name: GivenName;

	/** Nothing where what stands there is no text, number or truth value at all. */
	readonly text: string | undefined;

	/** What came, for messages. */
	readonly came: string;

	/** Where it came from, for messages. */
	readonly where: string;

	/** The whole of it, for messages. */
	readonly said: string;
};

function readAs<Value>({kind}: Declaration<Value>, given: GivenText): Value {
	const reading = given.text === undefined ? unread() : kind.parse(given.text);
	return valueOf(reading, given.where, kind.expected, given.came);
}

function readInto<Name extends SettingName>(values: Values, name: Name, given: GivenText): void {
	values[name] = readAs(schema[name], given);
}

/** Reads values that were given in one place. Throws a `UsageError` for the first one that is none, and for a rate given twice. */
export function readGiven(texts: Iterable<GivenText>): Given {
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
export function mergeGiven(first: Given, second: Given): Given {
	return {values: {...second.values, ...first.values}, said: {...second.said, ...first.said}};
}
