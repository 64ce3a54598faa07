import {widthOf} from '../../source/text/columns.js';

/** Every border of a frame that is not closed, by its place; rows are counted from 1. */
export function openBorders(rows: readonly string[]): readonly string[] {
	const cells = rows.map(row => [...row].flatMap(character => widthOf(character) === 2 ? [character, ''] : [character]));
	const at = (row: number, column: number) => cells[row]?.[column] ?? ' ';
	return cells.flatMap((line, top) => line.flatMap((character, left) => {
		if (character !== '╭') {
			return [];
		}

		const right = line.indexOf('╮', left);
		const bottom = cells.findIndex((_, row) => row > top && at(row, left) === '╰');
		const sides = Array.from({length: Math.max(0, bottom - top - 1)}, (_, row) => at(top + 1 + row, left) + at(top + 1 + row, right));
		const floor = cells[bottom]?.slice(left, right + 1).join('') ?? '';
		const isClosed = right > left && bottom > top && sides.every(side => side === '││') && /^╰─+╯$/v.test(floor);
		return isClosed ? [] : [`${top + 1}:${left + 1}`];
	}));
}
