import {rowUpdate} from './row-update.js';

/** The size of a terminal, in characters. */
export type Size = {
	readonly columns: number;
	readonly rows: number;
};

const escape = '\u001B';
const beginUpdate = `${escape}[?2026h`;
const endUpdate = `${escape}[?2026l`;

/** Alternate screen, no cursor, no line wrap; pasted text is marked as such. */
export const enterScreen = `${escape}[?1049h${escape}[?25l${escape}[?7l${escape}[?2004h`;

/** Undoes `enterScreen`, even after half of a frame. */
export const leaveScreen = `${endUpdate}${escape}[0m${escape}[?2004l${escape}[?7h${escape}[?25h${escape}[?1049l`;

/**
The bytes that turn the rows on a terminal into those of a frame. They hold only the columns that have changed, each run at its absolute place, as one synchronized update. Empty where nothing has changed.
`shown` is `undefined` where it is not known what the terminal shows.
*/
export function frameUpdate(shown: readonly string[] | undefined, frame: readonly string[], {columns, rows}: Size): string {
	let update = shown === undefined ? `${escape}[0m${escape}[2J` : '';
	const before = shown ?? [];
	const height = Math.min(rows, Math.max(frame.length, before.length));
	for (let index = 0; index < height; index++) {
		const row = frame[index] ?? '';
		if (row !== (before[index] ?? '')) {
			update += rowUpdate(before[index] ?? '', row, columns, column => `${escape}[${index + 1};${column + 1}H`);
		}
	}

	return update === '' ? '' : beginUpdate + update + endUpdate;
}
