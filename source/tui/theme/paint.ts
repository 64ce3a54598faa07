import chalk, {backgroundColorNames, foregroundColorNames, type ChalkInstance} from 'chalk';
import type {
	Row, Span, Style, Theme,
} from './theme.js';

/** Draws a line as text with style sequences, as many as the terminal has colours for. */
export type Paint = (line: Row) => string;

/** How a theme draws lines. The styles are made once for each theme: a frame has hundreds of spans. */
export function paintOf(theme: Theme): Paint {
	const known = paints.get(theme);
	if (known !== undefined) {
		return known;
	}

	const brushes = new Map<string, ChalkInstance>();
	const brushOf = ({tone, behind, isSelected = false}: Span) => {
		const key = `${tone} ${behind ?? ''} ${isSelected}`;
		const ground = isSelected ? theme.selection : (behind && theme.tones[behind].color);
		const brush = brushes.get(key) ?? mixed(theme.tones[tone], ground);
		brushes.set(key, brush);
		return brush;
	};

	const paint: Paint = line => line.map(span => brushOf(span)(span.text)).join('');
	paints.set(theme, paint);
	return paint;
}

const paints = new WeakMap<Theme, Paint>();

function mixed({color, bold, dimColor}: Style, behind: string | undefined): ChalkInstance {
	let brush: ChalkInstance = chalk;
	brush = color === undefined ? brush : inColour(brush, color);
	brush = behind === undefined ? brush : onColour(brush, behind);
	brush = bold === true ? brush.bold : brush;
	return dimColor === true ? brush.dim : brush;
}

/** A colour is `#rrggbb`, `ansi256(n)`, or the name of one of the terminal's 16. */
function inColour(brush: ChalkInstance, colour: string): ChalkInstance {
	const name = foregroundColorNames.find(name => name === colour);
	const index = indexOf(colour);
	return name === undefined ? (index === undefined ? brush.hex(colour) : brush.ansi256(index)) : brush[name];
}

function onColour(brush: ChalkInstance, colour: string): ChalkInstance {
	const name = backgroundColorNames.find(name => name.toLowerCase() === `bg${colour.toLowerCase()}`);
	const index = indexOf(colour);
	return name === undefined ? (index === undefined ? brush.bgHex(colour) : brush.bgAnsi256(index)) : brush[name];
}

function indexOf(colour: string): number | undefined {
	const digits = /^ansi256\((?<index>\d+)\)$/v.exec(colour)?.groups?.index;
	return digits === undefined ? undefined : Number(digits);
}
