import type {Rate} from '../../domain/rate.js';
import {duration} from './numbers.js';
import {parsed, rejected} from './parse-result.js';
import type {Bounds, ValueType} from './types.js';
import {
	countUnits, formatScaled, measure, scale, timeUnits,
} from './units.js';

const bounds: Bounds = {min: 0.001, max: 1_000_000_000};

function isRate(value: unknown): value is Rate {
	return value === 'max' || (typeof value === 'number' && value >= bounds.min && value <= bounds.max);
}

/** Records a second. */
export const rate: ValueType<Rate> = {
	name: 'rate',
	placeholder: '<rate>',
	expected: 'records a second from 0.001 to 1G, such as 500, 10k or 1.5M, or max',
	bounds,
	words: ['max'],
	parse(text) {
		if (text === 'max') {
			return parsed('max');
		}

		const measured = measure(text.replace(/\/s$/v, ''));
		const value = measured && scale(measured, countUnits, true);
		if (isRate(value)) {
			return parsed(value);
		}

		const isTime = measured !== undefined && measured.unit !== '' && scale(measured, timeUnits) !== undefined;
		return rejected(isTime ? `for the time between two records say --interval ${text}` : undefined);
	},
	format: value => value === 'max' ? value : formatScaled(value, countUnits),
	is: isRate,
};

const interval = duration({min: 0.001, max: 900_000});

/** The time between two records: a rate, said the other way round. */
export const intervalAsRate: ValueType<Rate> = {
	name: interval.name,
	placeholder: interval.placeholder,
	expected: interval.expected,
	parse(text) {
		const result = interval.parse(text);
		if (result.ok) {
			return parsed(1000 / result.value);
		}

		return measure(text)?.number === 0 || text === 'max' ? rejected('for as many records as the queue takes say --rate max') : result;
	},
	format: value => value === 'max' ? value : interval.format(Number((1000 / value).toPrecision(12))),
	is: isRate,
};
