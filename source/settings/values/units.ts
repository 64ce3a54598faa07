/** A unit of a quantity: its size in the unit that the program counts in. The first name is the one shown. */
export type Unit = {
	readonly names: readonly string[];
	readonly size: number;
};

/** Milliseconds. */
export const timeUnits: readonly Unit[] = [
	{names: ['us', 'µs', 'μs'], size: 0.001},
	{names: ['ms'], size: 1},
	{names: ['s'], size: 1000},
	{names: ['m', 'min'], size: 60_000},
	{names: ['h'], size: 3_600_000},
];

/** Pieces of anything. */
export const countUnits: readonly Unit[] = [
	{names: [''], size: 1},
	{names: ['k', 'K'], size: 1000},
	{names: ['M', 'm'], size: 1_000_000},
	{names: ['G', 'g'], size: 1_000_000_000},
];

/** Bytes: `k`, `kB` are 1000, `Ki`, `KiB` are 1024. */
export const sizeUnits: readonly Unit[] = [
	{names: ['', 'b'], size: 1},
	{names: ['KiB', 'ki'], size: 1024},
	{names: ['kB', 'k'], size: 1000},
	{names: ['MiB', 'mi'], size: 1024 ** 2},
	{names: ['MB', 'm'], size: 1_000_000},
	{names: ['GiB', 'gi'], size: 1024 ** 3},
	{names: ['GB', 'g'], size: 1_000_000_000},
];

export type Measured = {
	readonly number: number;

	/** As it was written; empty where there was none. */
	readonly unit: string;
};

const pattern = /^(?<number>(?:\d+\.?\d*|\.\d+)(?:e[+\-]?\d+)?)\s*(?<unit>[\p{L}%]*)$/iv;

/** Takes a number and its unit apart: `1.5 MiB`, `10_000`. Nothing where the text is no such thing. */
export function measure(text: string): Measured | undefined {
	const groups = pattern.exec(text.trim().replaceAll(/(?<=\d)_(?=\d)/gv, ''))?.groups;
	if (groups === undefined) {
		return undefined;
	}

	return {number: Number(groups.number), unit: groups.unit ?? ''};
}

/** A measured number in the unit that the program counts in; nothing where the unit is not known. */
export function scale({number, unit}: Measured, units: readonly Unit[], ignoreCase = false): number | undefined {
	const wanted = ignoreCase ? unit.toLowerCase() : unit;
	const found = units.find(({names}) => names.some(name => (ignoreCase ? name.toLowerCase() : name) === wanted));
	if (found === undefined) {
		return undefined;
	}

	// 1.005 × 1000 is 1004.9999999999999: fifteen digits are exact.
	return found.size === 1 ? number : Number((number * found.size).toPrecision(15));
}

/** The shortest text that reads back as the same value; among equals the one with the smaller unit. */
export function formatScaled(value: number, units: readonly Unit[]): string {
	const base = units.find(({size}) => size === 1);
	let shortest = `${value}${base?.names[0] ?? ''}`;
	let isBelowOne = value < 1;
	for (const unit of units) {
		const number = value / unit.size;
		const text = `${number}${unit.names[0] ?? ''}`;
		const isBetter = text.length < shortest.length || isBelowOne;
		if (number >= 1 && isBetter && scale({number, unit: unit.names[0] ?? ''}, units) === value) {
			shortest = text;
			isBelowOne = false;
		}
	}

	return shortest;
}
