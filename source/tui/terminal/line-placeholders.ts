import {
	blank, cellsOf, rowOf, type Cell,
} from './cells.js';

/** Characters of Unicode's private use. Each stands for a whole line, so no text from outside ever reaches Ink. */
const [first, last] = [0xE0_00, 0xF8_FF];

/** Lines of styled text by the character that stands for each, in the order in which Ink lays them over each other. */
let lines: string[] = [];

/**
Returns the character that Ink places instead of a line of styled text, in the line's first column. Ink reads each character of each frame, and reading styled text took more than half of the cost of a frame.

The character stands for the line in one frame only: `createLinePlacer` puts the lines in and forgets them.
*/
export function placeholderFor(line: string): string {
	if (line === '' || first + lines.length > last) {
		return line;
	}

	lines.push(line);
	return String.fromCodePoint(first + lines.length - 1);
}

/** Puts the lines in their places; later lines lie over earlier ones. A row that has not changed since the last frame is taken from there. */
export function createLinePlacer(): (frame: string) => string {
	let known = new Map<string, string>();
	return frame => {
		const placed = lines;
		lines = [];
		const next = new Map<string, string>();
		const rows = frame.split('\n').map(row => {
			const key = row.replaceAll(/[\uE000-\uF8FF]/gv, character => `${character}${placed[indexOf(character)] ?? ''}\u0000`);
			const made = known.get(key) ?? rowWith(row, placed);
			next.set(key, made);
			return made;
		});
		known = next;
		return rows.join('\n');
	};
}

function rowWith(row: string, placed: readonly string[]): string {
	const cells = cellsOf(row);
	const found: Array<readonly [index: number, column: number]> = [];
	for (const [column, {text}] of cells.entries()) {
		const index = indexOf(text);
		if (index >= 0 && index < placed.length) {
			found.push([index, column]);
			cells[column] = blank;
		}
	}

	for (const [index, column] of found.toSorted(([a], [b]) => a - b)) {
		lay(cells, column, cellsOf(placed[index] ?? ''));
	}

	return rowOf(cells);
}

function indexOf(character: string): number {
	return (character.codePointAt(0) ?? 0) - first;
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
