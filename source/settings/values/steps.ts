import type {Rate} from '../../domain/rate.js';

/** Which way a setting goes. */
export type Direction = 'up' | 'down';

/** The next value of a setting, one keypress away. Bounds are not its business. */
export type Step<Value> = (value: Value, direction: Direction) => Value;

const series = [1, 1.5, 2, 3, 5, 7];

/** The next number of 1, 1.5, 2, 3, 5, 7, 10, 15, … : as fine as a choice by hand needs to be, at every order of magnitude. */
export const alongSeries: Step<number> = (value, direction) => {
	const exponent = value > 0 ? Math.floor(Math.log10(value)) : 0;
	const candidates = [exponent - 1, exponent, exponent + 1]
		.flatMap(power => series.map(digit => Number(`${digit}e${power}`)));
	const next = direction === 'up'
		? candidates.find(candidate => candidate > value)
		: candidates.findLast(candidate => candidate < value);
	return next ?? value;
};

/** Along the series in whole numbers. */
export const alongWholeSeries: Step<number> = (value, direction) => {
	const next = alongSeries(value, direction);
	return Number.isInteger(next) ? next : Math.floor(value) + (direction === 'up' ? 1 : -1);
};

/** Along the series, with nothing at its lower end: below `least` comes 0. */
export function alongSeriesFromZero(least: number): Step<number> {
	return (value, direction) => {
		if (value < least) {
			return direction === 'up' ? least : 0;
		}

		const next = alongSeries(value, direction);
		return next < least ? 0 : next;
	};
}

export function by(amount: number): Step<number> {
	return (value, direction) => Number((value + (direction === 'up' ? amount : -amount)).toPrecision(12));
}

/** To the next power of two. */
export const doubling: Step<number> = (value, direction) =>
	direction === 'up' ? 2 ** (Math.floor(Math.log2(value)) + 1) : 2 ** (Math.ceil(Math.log2(value)) - 1);

/** Along the series; `word` stands above `most`. */
export function upTo<Word extends string>(word: Word, most: number): Step<number | Word> {
	return (value, direction) => {
		if (typeof value !== 'number') {
			return direction === 'up' ? value : most;
		}

		const next = alongWholeSeries(value, direction);
		return next > most ? word : next;
	};
}

/** A rate goes by a tenth; `max` stands above a hundred million. */
export const rateStep: Step<Rate> = (value, direction) => {
	const most = 100_000_000;
	if (value === 'max') {
		return direction === 'up' ? value : most;
	}

	const next = Number((direction === 'up' ? value * 1.1 : value / 1.1).toPrecision(3));
	return next > most ? 'max' : next;
};

/** To the next word, round and round. */
export function around<Word extends string>(words: readonly Word[]): Step<Word> {
	return (value, direction) => {
		const index = words.indexOf(value) + (direction === 'up' ? 1 : -1);
		return words.at(index % words.length) ?? value;
	};
}
