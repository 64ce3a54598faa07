import type {Rate} from '../../domain/rate.js';
import {oneOf} from './address.js';
import {didYouMean} from './nearest.js';
import {parsed, rejected, type ParseResult} from './parse-result.js';
import {
	countUnits, formatScaled, measure, scale, sizeUnits, timeUnits,
} from './units.js';

export type Bounds = {readonly min: number; readonly max: number};

/** How values of a kind are written, read and shown. `parse(format(value))` is the value again. */
export type ValueType<Value> = {
	readonly name: 'duration' | 'count' | 'size' | 'share' | 'factor' | 'rate' | 'choice' | 'switch' | 'text' | 'address';

	/** What stands for the value in the help: `<time>`. */
	readonly placeholder: string;

	/** What a value looks like, bounds included; reads well behind "expected". */
	readonly expected: string;

	/** Smallest and largest value, in the unit that the program counts in. */
	readonly bounds?: Bounds;

	/** Words that are allowed, instead of or beside numbers. */
	readonly words?: readonly string[];
	parse(text: string): ParseResult<Value>;
	format(value: Value): string;
};

function isWithin(value: number, {min, max}: Bounds): boolean {
	return value >= min && value <= max;
}

/** A time, in milliseconds; always written with its unit. */
export function duration(bounds: Bounds): ValueType<number> {
	const format = (value: number) => formatScaled(value, timeUnits);
	return {
		name: 'duration',
		placeholder: '<time>',
		expected: `a time from ${format(bounds.min)} to ${format(bounds.max)}, such as 500ms or 30s`,
		bounds,
		parse(text) {
			const measured = measure(text);
			if (measured?.unit === '') {
				return rejected(`add the unit: ${measured.number}us, ${measured.number}ms, ${measured.number}s, ${measured.number}m or ${measured.number}h`);
			}

			const value = measured && scale(measured, timeUnits);
			return value !== undefined && isWithin(value, bounds) ? parsed(value) : rejected();
		},
		format,
	};
}

function readWhole(text: string, bounds: Bounds): ParseResult<number> {
	const measured = measure(text);
	const value = measured && scale(measured, countUnits, true);
	return value !== undefined && Number.isInteger(value) && isWithin(value, bounds) ? parsed(value) : rejected();
}

/** A whole number of something. */
export function count(bounds: Bounds): ValueType<number> {
	const format = (value: number) => formatScaled(value, countUnits);
	return {
		name: 'count',
		placeholder: '<n>',
		expected: `a whole number from ${format(bounds.min)} to ${format(bounds.max)}`,
		bounds,
		parse: text => readWhole(text, bounds),
		format,
	};
}

/** A whole number, or a word that stands for there being none. */
export function countOr<Word extends string | undefined>(word: Word, bounds: Bounds): ValueType<number | Word> {
	const numbers = count(bounds);
	const name = word ?? 'none';
	return {
		...numbers,
		expected: `${numbers.expected}, or ${name}`,
		words: [name],
		parse: text => text === name ? parsed(word) : numbers.parse(text),
		format: value => typeof value === 'number' ? numbers.format(value) : name,
	};
}

/** A time, or none. */
export function durationOrNone(bounds: Bounds): ValueType<number | undefined> {
	const times = duration(bounds);
	return {
		...times,
		expected: `${times.expected}, or none`,
		words: ['none'],
		parse: text => text === 'none' ? parsed(undefined) : times.parse(text),
		format: value => value === undefined ? 'none' : times.format(value),
	};
}

/** A number of bytes. */
export function size(bounds: Bounds): ValueType<number> {
	const format = (value: number) => formatScaled(value, sizeUnits);
	return {
		name: 'size',
		placeholder: '<size>',
		expected: `a size from ${format(bounds.min)} to ${format(bounds.max)}, such as 64MiB or 16MB`,
		bounds,
		parse(text) {
			const measured = measure(text);
			const value = measured && scale(measured, sizeUnits, true);
			return value !== undefined && Number.isInteger(value) && isWithin(value, bounds) ? parsed(value) : rejected();
		},
		format,
	};
}

/** A share of a whole, from 0 to 1. */
export function share(): ValueType<number> {
	const bounds = {min: 0, max: 1};
	return {
		name: 'share',
		placeholder: '<share>',
		expected: 'a share from 0 to 1, such as 0.8 or 80%',
		bounds,
		parse(text) {
			const measured = measure(text);
			if (measured === undefined || !(measured.unit === '' || measured.unit === '%')) {
				return rejected();
			}

			const value = measured.unit === '%' ? Number((measured.number / 100).toPrecision(15)) : measured.number;
			return isWithin(value, bounds) ? parsed(value) : rejected(measured.unit === '' && value <= 100 ? `did you mean ${measured.number}%?` : undefined);
		},
		format: String,
	};
}

/** A number that something is multiplied by. */
export function factor(bounds: Bounds): ValueType<number> {
	return {
		name: 'factor',
		placeholder: '<factor>',
		expected: `a factor from ${bounds.min} to ${bounds.max}, such as 5`,
		bounds,
		parse(text) {
			const measured = measure(text.replace(/^[x×]/v, ''));
			return measured?.unit === '' && isWithin(measured.number, bounds) ? parsed(measured.number) : rejected();
		},
		format: String,
	};
}

const rateBounds: Bounds = {min: 0.001, max: 1_000_000_000};

/** Records a second. */
export const rate: ValueType<Rate> = {
	name: 'rate',
	placeholder: '<rate>',
	expected: 'records a second from 0.001 to 1G, such as 500, 10k or 1.5M, or max',
	bounds: rateBounds,
	words: ['max'],
	parse(text) {
		if (text === 'max') {
			return parsed('max');
		}

		const measured = measure(text.replace(/\/s$/v, ''));
		const value = measured && scale(measured, countUnits, true);
		if (value !== undefined && isWithin(value, rateBounds)) {
			return parsed(value);
		}

		const isTime = measured !== undefined && measured.unit !== '' && scale(measured, timeUnits) !== undefined;
		return rejected(isTime ? `for the time between two records say --interval ${text}` : undefined);
	},
	format: value => value === 'max' ? value : formatScaled(value, countUnits),
};

const interval = duration({min: 0.001, max: 900_000});

/** The time between two records: a rate, said the other way round. */
export const intervalAsRate: ValueType<Rate> = {
	...interval,
	parse(text) {
		const reading = interval.parse(text);
		if (reading.ok) {
			return parsed(1000 / reading.value);
		}

		return measure(text)?.number === 0 || text === 'max' ? rejected('for as many records as the queue takes say --rate max') : reading;
	},
	format: value => value === 'max' ? value : interval.format(Number((1000 / value).toPrecision(12))),
};

/** One of some words. */
export function choice<Word extends string>(words: readonly Word[]): ValueType<Word> {
	return {
		name: 'choice',
		placeholder: words.join('|'),
		expected: oneOf(words),
		words,
		parse(text) {
			const word = words.find(known => known === text);
			return word === undefined ? rejected(didYouMean(text, words, '') || undefined) : parsed(word);
		},
		format: String,
	};
}

/** On or off. A flag alone says on, `--no-<flag>` says off. */
export const onOff: ValueType<boolean> = {
	name: 'switch',
	placeholder: '',
	expected: 'true or false',
	words: ['true', 'false'],
	parse: text => text === 'true' || text === 'false' ? parsed(text === 'true') : rejected(),
	format: String,
};

/** Any text within one line. */
export function line(placeholder: string, expected: string): ValueType<string> {
	return {
		name: 'text',
		placeholder,
		expected,
		parse: text => text.trim() === '' || /\p{Cc}/v.test(text) ? rejected() : parsed(text),
		format: String,
	};
}

/** An address, kept as it was written once it has been understood. */
export function address(placeholder: string, known: readonly string[], parse: (text: string) => ParseResult<unknown>): ValueType<string> {
	return {
		name: 'address',
		placeholder,
		expected: oneOf(known),
		words: known.filter(word => /^[a-z]+$/v.test(word)),
		parse(text) {
			const reading = parse(text);
			return reading.ok ? parsed(text) : reading;
		},
		format: String,
	};
}
