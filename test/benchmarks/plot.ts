export type Plot = {
	readonly title: string;
	readonly unit: string;

	/** Under the points, evenly spaced. */
	readonly labels: readonly string[];

	/** One value a label. */
	readonly lines: ReadonlyArray<{readonly name: string; readonly values: readonly number[]}>;
};

const width = 640;
const height = 320;
const left = 64;
const right = 84;
const top = 48;
const bottom = 40;
const colours = ['#0072b2', '#d55e00', '#009e73'];
const dashes = ['', '6 4', '2 3'];

type Stroke = {
	readonly colour: string;
	readonly dash: string;

	/** How far under its points a line's numbers stand, and so how far its name. */
	readonly under: number;
};

/** From an index or a value to a place in the picture. */
type Scales = {
	readonly x: (index: number) => number;
	readonly y: (value: number) => number;
};

/** Lines over a few labelled points as SVG, from 0 up; readable on white and, having its own paper, on dark as well. */
export function plotOf({title, unit, labels, lines}: Plot): string {
	const most = niceAbove(Math.max(...lines.flatMap(({values}) => values)));
	const x = (index: number) => left + ((width - left - right) * (labels.length === 1 ? 0.5 : index / (labels.length - 1)));
	const y = (value: number) => height - bottom - ((height - top - bottom) * value / most);
	const ticks = [0, 0.25, 0.5, 0.75, 1].map(share => share * most);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${title}" font-family="sans-serif" font-size="13" fill="#1b1f23">`,
		`<rect width="${width}" height="${height}" rx="8" fill="#ffffff"/>`,
		`<text x="${left}" y="26" font-size="15" font-weight="bold">${title}</text>`,
		...ticks.flatMap(tick => [
			`<path d="M${left} ${round(y(tick))}H${width - right}" stroke="#d0d7de"/>`,
			`<text x="${left - 8}" y="${round(y(tick) + 4)}" text-anchor="end">${numberOf(tick)} ${unit}</text>`,
		]),
		...labels.map((label, index) => `<text x="${round(x(index))}" y="${height - 14}" text-anchor="middle">${label}</text>`),
		...lines.flatMap((line, index) => drawLine(line, {colour: colours[index % colours.length] ?? '#000000', dash: dashes[index % dashes.length] ?? '', under: index === 0 ? -8 : 16}, {x, y})),
		'</svg>',
		'',
	].join('\n');
}

function drawLine({name, values}: Plot['lines'][number], {colour, dash, under}: Stroke, {x, y}: Scales): readonly string[] {
	const points = values.map((value, index) => [round(x(index)), round(y(value))] as const);
	const last = points.at(-1) ?? [0, 0];
	return [
		`<polyline points="${points.map(point => point.join(',')).join(' ')}" fill="none" stroke="${colour}" stroke-width="2"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}/>`,
		...points.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3.5" fill="${colour}"/>`),
		...points.map(([cx, cy], index) => `<text x="${cx}" y="${cy + under}" text-anchor="middle" font-size="11" fill="${colour}">${numberOf(values[index] ?? 0)}</text>`),
		`<text x="${last[0] + 18}" y="${last[1] + (under / 2) + 2}" fill="${colour}" font-weight="bold">${name}</text>`,
	];
}

/** The next 1, 2, 3, 4, 5, 6 or 8 times a power of ten. */
export function niceAbove(value: number): number {
	const power = 10 ** Math.floor(Math.log10(value));
	return ([1, 2, 3, 4, 5, 6, 8].find(step => step * power >= value) ?? 10) * power;
}

function numberOf(value: number): string {
	return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
