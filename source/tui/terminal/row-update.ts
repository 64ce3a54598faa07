import {
	blank, cellsOf, reset, sequenceStart, type Cell,
} from './cells.js';

/** Between two changes, fewer unchanged columns than this are sent again: a sequence that moves the cursor is longer. */
const cheapGap = 12;

const eraseToEnd = `${sequenceStart}K`;

/**
The bytes that turn a row of styled text on a terminal into another. They hold only the columns that change, each run at its place: rows change in few places at a time.

@param columns How wide the terminal is. To erase behind a row of full width would take its last column in tmux.
@param place Returns the sequence that moves the cursor to a column, counted from 0.
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

/** The text of some columns; it leaves the terminal without a style. Terminals disagree on the width of some characters. Their columns are blanked first and placed one by one, so that the text behind them is in its place on every terminal. */
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

/** Whether a terminal may give a cell's character more or fewer columns than Millrace does: emoji, whole scripts, joined and combined characters. The second column of a wide character counts as doubtful as well. */
function isDoubtful({text}: Cell): boolean {
	return text.length !== 1 || (text > '\u02FF' && doubtful.test(text));
}
