import {
	blank, cellsOf, rowOf, type Cell,
} from '../terminal/cells.js';

/** Rows of styled text, one below the other, and where the first one begins, counted from 0. */
export type Layer = {
	readonly column: number;
	readonly row: number;
	readonly lines: readonly string[];
};

type Piece = readonly [column: number, line: string];

/** Lays layers over each other, the last one on top, and returns the rows of a frame of some height. A row that has not changed since the last frame is taken from there. */
export function createLayerPrinter(): (layers: readonly Layer[], height: number) => readonly string[] {
	let known = new Map<string, string>();
	return (layers, height) => {
		const next = new Map<string, string>();
		const rows = piecesOf(layers, height).map(pieces => {
			const key = pieces.map(([column, line]) => `${column} ${line}`).join('\u0000');
			const row = known.get(key) ?? rowWith(pieces);
			next.set(key, row);
			return row;
		});
		known = next;
		return rows;
	};
}

/** By row of the frame: what lies in it, the lowest first. */
function piecesOf(layers: readonly Layer[], height: number): readonly Piece[][] {
	const rows = Array.from({length: height}, (): Piece[] => []);
	for (const {column, row, lines} of layers) {
		for (const [index, line] of lines.entries()) {
			if (line !== '') {
				rows[row + index]?.push([column, line]);
			}
		}
	}

	return rows;
}

function rowWith(pieces: readonly Piece[]): string {
	const cells: Cell[] = [];
	for (const [column, line] of pieces) {
		lay(cells, column, cellsOf(line));
	}

	return rowOf(cells);
}

/** Puts columns over others. A wide character of which only half is covered becomes a blank. */
function lay(cells: Cell[], from: number, over: readonly Cell[]): void {
	while (cells.length < from) {
		cells.push(blank);
	}

	const to = from + over.length;
	if (cells[from]?.text === '' && from > 0) {
		cells[from - 1] = blank;
	}

	if (cells[to]?.text === '') {
		cells[to] = blank;
	}

	for (const [index, cell] of over.entries()) {
		cells[from + index] = cell;
	}
}
