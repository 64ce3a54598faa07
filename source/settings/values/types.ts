import {didYouMean} from './nearest.js';
import {parsed, rejected, type ParseResult} from './parse-result.js';

/** Any value of any setting. Times are in milliseconds, sizes in bytes, shares from 0 to 1. */
export type SettingValue = string | number | boolean | undefined;

export type Bounds = {readonly min: number; readonly max: number};

/** How the values of a setting are written, read and shown. `parse(format(value))` is the value again. */
export type ValueType<Value> = {
	readonly name: 'duration' | 'count' | 'size' | 'share' | 'factor' | 'rate' | 'choice' | 'switch' | 'text' | 'address';

	/** What stands for the value in the help: `<time>`. */
	readonly placeholder: string;

	/** What a value looks like, bounds included; reads well behind "expected". */
	readonly expected: string;

	/** Smallest and largest value, in the unit that the program counts in. */
	readonly bounds?: Bounds;

	/** Text that plain data may hold instead of a value: an alias or a value's own text. */
	readonly words?: readonly string[];
	parse(text: string): ParseResult<Value>;
	format(value: Value): string;

	/** Whether plain data is a value, as it stands in the settings. */
	is(value: unknown): value is Value;
};

/** `a, b or c`. */
export function oneOf(words: readonly string[]): string {
	return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

/** One of some words. An alias is read as the word that it stands for, and never shown. */
export function choice<Word extends string>(words: readonly Word[], aliases: ReadonlyMap<string, Word> = new Map()): ValueType<Word> {
	return {
		name: 'choice',
		placeholder: words.join('|'),
		expected: oneOf(words),
		words: [...words, ...aliases.keys()],
		parse(text) {
			const word = words.find(known => known === text) ?? aliases.get(text);
			return word === undefined ? rejected(didYouMean(text, words, '') || undefined) : parsed(word);
		},
		format: String,
		is: (value): value is Word => new Set<unknown>(words).has(value),
	};
}

/** What people write for on and off elsewhere. */
const switchWords: ReadonlyMap<string, string> = new Map([['yes', 'true'], ['on', 'true'], ['y', 'true'], ['1', 'true'], ['true', 'true'], ['no', 'false'], ['off', 'false'], ['n', 'false'], ['0', 'false'], ['false', 'false']]);

/** On or off. A flag alone says on, `--no-<flag>` says off. */
export const onOff: ValueType<boolean> = {
	name: 'switch',
	placeholder: '',
	expected: 'true or false',
	parse(text) {
		if (text === 'true' || text === 'false') {
			return parsed(text === 'true');
		}

		const meant = switchWords.get(text.toLowerCase());
		return rejected(meant === undefined ? undefined : `write ${meant}`);
	},
	format: String,
	is: value => typeof value === 'boolean',
};

/** Any text within one line. */
export function line(placeholder: string, expected: string): ValueType<string> {
	const isLine = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '' && !/\p{Cc}/v.test(value);
	return {
		name: 'text',
		placeholder,
		expected,
		parse: text => isLine(text) ? parsed(text) : rejected(),
		format: String,
		is: isLine,
	};
}
