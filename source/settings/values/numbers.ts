import {parsed, rejected, type ParseResult} from './parse-result.js';
import type {Bounds, ValueType} from './types.js';
import {
	countUnits, formatScaled, measure, scale, sizeUnits, timeUnits,
} from './units.js';

function isWithin(value: unknown, {min, max}: Bounds): value is number {
	return typeof value === 'number' && value >= min && value <= max;
}

function isWholeWithin(value: unknown, bounds: Bounds): value is number {
	return Number.isInteger(value) && isWithin(value, bounds);
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
			return isWithin(value, bounds) ? parsed(value) : rejected();
		},
		format,
		is: (value): value is number => isWithin(value, bounds),
	};
}

/** A whole number of something. */
export function count(bounds: Bounds): ValueType<number> {
	const format = (value: number) => formatScaled(value, countUnits);
	return {
		name: 'count',
		placeholder: '<n>',
		expected: `a whole number from ${format(bounds.min)} to ${format(bounds.max)}`,
		bounds,
		parse(text): ParseResult<number> {
			const measured = measure(text);
			const value = measured && scale(measured, countUnits, true);
			return isWholeWithin(value, bounds) ? parsed(value) : rejected();
		},
		format,
		is: (value): value is number => isWholeWithin(value, bounds),
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
			return isWholeWithin(value, bounds) ? parsed(value) : rejected();
		},
		format,
		is: (value): value is number => isWholeWithin(value, bounds),
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
		is: (value): value is number => isWithin(value, bounds),
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
		is: (value): value is number => isWithin(value, bounds),
	};
}

/** A number, or a word that stands for there being none. */
function orWord<Word extends string | undefined>(numbers: ValueType<number>, word: Word): ValueType<number | Word> {
	const name = word ?? 'none';
	return {
		...numbers,
		expected: `${numbers.expected}, or ${name}`,
		words: [name],
		parse: text => text === name ? parsed(word) : numbers.parse(text),
		format: value => typeof value === 'number' ? numbers.format(value) : name,
		is: (value): value is number | Word => value === word || numbers.is(value),
	};
}

/** A whole number, or a word that stands for there being none. */
export function countOr<Word extends string | undefined>(word: Word, bounds: Bounds): ValueType<number | Word> {
	return orWord(count(bounds), word);
}

/** A time, or none. */
export function durationOrNone(bounds: Bounds): ValueType<number | undefined> {
	return orWord(duration(bounds), undefined);
}
