import {gutter} from '../../state/layout.js';
import type {Column} from '../../state/history.js';
import {span, type Row} from '../../theme/theme.js';
import {joinCells} from './chart-rows.js';

/** The time axis with the marks of actions: `^spike` under the second in which it was. Where marks are close, the newer keeps its word. `end` is the column behind the newest second. */
export function timeAxis(columns: readonly Column[], [oldest, newest]: readonly [string, string], cursor?: number, end = columns.length): Row {
	const line = new AxisLine(columns.length);
	if (cursor !== undefined) {
		line.putMark('▲', cursor);
	}

	for (const [index, column] of [...columns.entries()].toReversed()) {
		const word = column?.marks.at(-1);
		if (word !== undefined) {
			putWord(line, word, index);
		}
	}

	const at = Math.max(0, end - newest.length);
	line.putLabel(newest, at);
	if (at > oldest.length) {
		line.putLabel(oldest, 0);
	}

	return line.row();
}

/** Puts a mark under a column, with its word to the right or else to the left where there is room. */
function putWord(line: AxisLine, word: string, index: number): void {
	const end = index + word.length + 1;
	if (line.isFree(index, end) && (end === line.width || line.isFree(index, end + 1))) {
		line.putMark(`^${word}`, index);
	} else if (line.isFree(index - word.length, index + 1)) {
		line.putMark(`${word}^`, index - word.length);
	} else if (line.isFree(index, index + 1)) {
		line.putMark('^', index);
	}
}

/** The characters of the axis. Marks keep the places that they have taken. */
class AxisLine {
	readonly width: number;
	readonly #characters: string[];
	readonly #isMark: boolean[];

	constructor(width: number) {
		this.width = width;
		this.#characters = Array.from({length: width}, () => ' ');
		this.#isMark = Array.from({length: width}, () => false);
	}

	/** Whether no mark stands from one column up to another, and both are on the line. */
	isFree(from: number, to: number): boolean {
		return from >= 0 && to <= this.width && !this.#isMark.slice(from, to).includes(true);
	}

	putMark(text: string, at: number): void {
		this.#put(text, at);
		this.#isMark.fill(true, at, at + text.length);
	}

	/** Puts a label where it and the columns beside it are free of marks. */
	putLabel(text: string, at: number): void {
		if (this.isFree(Math.max(0, at - 1), Math.min(this.width, at + text.length + 1))) {
			this.#put(text, at);
		}
	}

	row(): Row {
		return joinCells([
			span(' '.repeat(gutter), 'faint'),
			...this.#characters.map((character, index) => span(character, this.#isMark[index] ? 'warning' : 'faint')),
		]);
	}

	#put(text: string, at: number): void {
		for (const [index, character] of [...text].entries()) {
			this.#characters[at + index] = character;
		}
	}
}
