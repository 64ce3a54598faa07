import {widthOfCharacter} from '../../text/width.js';

/** What a column of a row shows. A wide character is in its first column; the next one is empty. */
export type Cell = {
	readonly text: string;

	/** The style sequences in force, by what they set. */
	readonly style: string;
};

export const blank: Cell = {text: ' ', style: ''};
export const sequenceStart = '\u001B[';
export const reset = `${sequenceStart}0m`;

/** The columns of a row of styled text. */
export function cellsOf(row: string): Cell[] {
	const [plain = '', ...styled] = row.split(sequenceStart);
	const cells: Cell[] = [];
	addText(cells, plain, '');
	let style = noStyle;
	for (const part of styled) {
		const end = part.indexOf('m') + 1;
		style = withSequence(style, part.slice(0, end));
		addText(cells, part.slice(end), style.foreground + style.background + style.weight + style.other);
	}

	return cells;
}

/** A row of styled text that leaves no style behind; what is blank at its end is left out. */
export function rowOf(cells: readonly Cell[]): string {
	const end = cells.findLastIndex(({text, style}) => text !== ' ' || style !== '') + 1;
	let row = '';
	let before = '';
	for (const {text, style} of cells.slice(0, end)) {
		if (style !== before) {
			row += (before === '' ? '' : reset) + style;
			before = style;
		}

		row += text;
	}

	return before === '' ? row : row + reset;
}

function addText(cells: Cell[], text: string, style: string): void {
	for (const character of text) {
		addCharacter(cells, character, style);
	}
}

function addCharacter(cells: Cell[], text: string, style: string): void {
	const width = widthOfCharacter(text);
	const last = cells.at(-1);
	if (width === 0 && last !== undefined) {
		cells[cells.length - 1] = {...last, text: last.text + text};
		return;
	}

	cells.push({text, style});
	if (width === 2) {
		cells.push({text: '', style});
	}
}

/** The style sequences in force. */
type Style = {
	readonly foreground: string;
	readonly background: string;
	readonly weight: string;
	readonly other: string;
};

const noStyle: Style = {
	foreground: '', background: '', weight: '', other: '',
};

/** @param parameters Of a sequence, with its end: `1m`. */
function withSequence(style: Style, parameters: string): Style {
	const code = Number.parseInt(parameters, 10) || 0;
	const sequence = sequenceStart + parameters;
	if (code === 0) {
		return noStyle;
	}

	if (code <= 2 || code === 22) {
		return {...style, weight: code === 22 ? '' : style.weight + sequence};
	}

	if (code < 30) {
		return {...style, other: code > 20 ? '' : style.other + sequence};
	}

	return (code >= 40 && code < 50) || code >= 100
		? {...style, background: code === 49 ? '' : sequence}
		: {...style, foreground: code === 39 ? '' : sequence};
}
