import {
	blank, cellsOf, reset, sequenceStart, type Cell,
} from './cells.js';

/** Columns that stay the same are sent again where fewer of them stand between two changes: to move on costs more. */
const cheapGap = 12;

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
