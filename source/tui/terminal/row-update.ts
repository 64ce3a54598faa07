import {widthOfCharacter} from '../../text/width.js';

/** What a column of a row shows. A wide character is in its first column; the next one is empty. */
type Cell = {
	readonly text: string;

	/** The style sequences in force, by what they set. */
	readonly style: string;
};

/** Columns that stay the same are sent again where fewer of them stand between two changes: to move on costs more. */
const cheapGap = 12;

const blank: Cell = {text: ' ', style: ''};
const sequenceStart = '\u001B[';
const reset = `${sequenceStart}0m`;
const eraseToEnd = `${sequenceStart}K`;

/**
What turns a row of styled text that a terminal shows into another: the columns that change, each run of them at its place. Rows change in few places at a time, so most of a row is not sent again.

@param columns How wide the terminal is. To erase behind a row of full width would take its last column in tmux.
@param place What moves the cursor to a column, counted from 0.
*/
export function rowUpdate(before: string, row: string, columns: number, place: (column: number) => string): string {
	const [old, cells] = [cellsOf(before), cellsOf(row)];
	let update = '';
	for (const [from, to] of changedRuns(old, cells)) {
		update += place(from) + runText(cells, [from, to], place);
		if (to > cells.length && cells.length < columns) {
			update += (isDoubtful(cells.at(-1) ?? blank) ? place(cells.length) : '') + eraseToEnd;
		}
	}

	return update;
}

/** Runs of columns, each from the first that differs up to the first that does not. */
function changedRuns(before: readonly Cell[], cells: readonly Cell[]): ReadonlyArray<readonly [from: number, to: number]> {
	const runs: Array<[number, number]> = [];
	const length = Math.max(before.length, cells.length);
	for (let column = 0; column < length; column++) {
		if (isSame(before[column] ?? blank, cells[column] ?? blank)) {
			continue;
		}

		const last = runs.at(-1);
		if (last !== undefined && column - last[1] < cheapGap) {
			last[1] = column + 1;
		} else {
			runs.push([column, column + 1]);
		}
	}

	return runs;
}

function isSame(a: Cell, b: Cell): boolean {
	return a.text === b.text && a.style === b.style;
}

/** Text that leaves the terminal without a style, as it found it. Around what terminals disagree on the width of, columns are blanked and placed one by one: what follows stands where it belongs in all of them. */
function runText(cells: readonly Cell[], [from, to]: readonly [from: number, to: number], place: (column: number) => string): string {
	let text = '';
	let style = '';
	let isPlaced = true;
	for (const [index, cell] of cells.slice(from, to).entries()) {
		if (cell.text === '') {
			continue;
		}

		const column = from + index;
		text += isPlaced ? '' : place(column);
		if (cell.style !== style) {
			text += (style === '' ? '' : reset) + cell.style;
			style = cell.style;
		}

		isPlaced = !isDoubtful(cell);
		text += isPlaced ? cell.text : blanksOf(cells, column) + place(column) + cell.text;
	}

	return style === '' ? text : text + reset;
}

/** As many blanks as the columns of a character. */
function blanksOf(cells: readonly Cell[], column: number): string {
	return cells[column + 1]?.text === '' ? '  ' : ' ';
}

const doubtful = /^[\u0590-\u1FFF\u2E80-\uFFFF\p{Extended_Pictographic}]/v;

/** Whether terminals may give its character more or fewer columns than we do: emoji, whole scripts, what is joined or combined. So the second column of a wide character is, too. */
function isDoubtful({text}: Cell): boolean {
	return text.length !== 1 || (text > '\u02FF' && doubtful.test(text));
}

function cellsOf(row: string): readonly Cell[] {
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
