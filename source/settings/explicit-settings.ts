import {UsageError} from '../domain/errors.js';
import {wordWithoutSecrets} from '../text/secrets.js';
import type {GivenAs} from './checks.js';
import type {SettingValues} from './declaration.js';
import type {SettingEntry} from './schema.js';
import {
	quote, rejected, valueOf, type ParseResult,
} from './values/parse-result.js';
import type {SettingValue} from './values/types.js';

/** The settings that were given in one place, each read and checked by itself. */
export type ExplicitSettings = {
	readonly values: SettingValues;

	/** As they were given, for messages: `--batch-size 0`, or `batchSize: 0 (millrace.yaml:3)`. */
	readonly given: GivenAs;
};

export const noExplicitSettings: ExplicitSettings = {values: {}, given: {}};

/** One value as it stands on the command line or in a file. */
export type ExplicitText = {
	readonly entry: SettingEntry;

	/** Nothing where what stands there is no text, number or truth value at all. */
	readonly text: string | undefined;

	/** Whether a part of it comes from the environment, and no message may show it. */
	readonly isHidden?: boolean;

	/** What came, for messages. */
	readonly came: string;

	/** Where it came from, for messages. */
	readonly where: string;

	/** The whole of it, for messages. */
	readonly given: string;
};

/** A given text as messages may show it. */
export function shownText({isSecret = false}: SettingEntry, text: string): string {
	return isSecret ? '***' : wordWithoutSecrets(text);
}

/** Reads values that were given in one place. Throws a `UsageError` for the first one that is none, and for a setting given in two ways. */
export function parseExplicit(texts: Iterable<ExplicitText>): ExplicitSettings {
	const values: Record<string, SettingValue> = {};
	const givenAs: Record<string, string> = {};
	for (const one of texts) {
		const {entry, where, given} = one;
		const name = entry.sets ?? entry.name;
		const before = givenAs[name];
		if (before !== undefined) {
			throw new UsageError(`${before} and ${given} both set the ${name}`, 'leave one of them out');
		}

		values[name] = valueOf(parse(one), where, entry.type.expected, one.came);
		givenAs[name] = given;
	}

	return {values, given: givenAs};
}

/** What to do about a wrong value may quote it, which a hidden one must not be. */
function parse({entry: {type}, text, isHidden = false}: ExplicitText): ParseResult<SettingValue> {
	if (text === undefined) {
		return rejected('leave the line out for the default');
	}

	const result = type.parse(text);
	return result.ok || !isHidden ? result : rejected('this is what the environment has made of it');
}

/** What was given in both places; the first has precedence. */
export function mergeExplicit(first: ExplicitSettings, second: ExplicitSettings): ExplicitSettings {
	return {values: {...second.values, ...first.values}, given: {...second.given, ...first.given}};
}

/** What came in messages: the text in quotes. */
export function quoted(entry: SettingEntry, text: string): string {
	return quote(shownText(entry, text));
}
