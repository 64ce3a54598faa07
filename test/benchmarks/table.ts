export type Form = 'plain' | 'markdown';

export type Column = {
	readonly title: string;
	readonly isNumber: boolean;
};

/** Rows under their titles: aligned by spaces, or as Markdown. */
export function tableOf(form: Form, columns: readonly Column[], rows: ReadonlyArray<readonly string[]>): string {
	return (form === 'plain' ? plainTable : markdownTable)(columns, rows);
}

function plainTable(columns: readonly Column[], rows: ReadonlyArray<readonly string[]>): string {
	const all = [columns.map(({title}) => title), ...rows];
	const widths = columns.map((_, index) => Math.max(...all.map(row => (row[index] ?? '').length)));
	return all.map(row => columns
		.map(({isNumber}, index) => (row[index] ?? '')[isNumber ? 'padStart' : 'padEnd'](widths[index] ?? 0))
		.join('  ')
		.trimEnd()).join('\n');
}

function markdownTable(columns: readonly Column[], rows: ReadonlyArray<readonly string[]>): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	const escaped = rows.map(row => row.map(cell => cell.replaceAll('|', String.raw`\|`)));
	return [
		line(columns.map(({title}) => title)),
		line(columns.map(({isNumber}) => isNumber ? '--:' : '---')),
		...escaped.map(row => line(row)),
	].join('\n');
}

/** A number in at most three digits that count, with k or M. */
export function short(value: number): string {
	for (const [size, unit] of [[1e6, ' M'], [1e3, ' k']] as const) {
		if (value >= size * 0.9995) {
			return `${threeDigits(value / size)}${unit}`;
		}
	}

	return threeDigits(value);
}

/** A number in three digits that count, and no fraction from 100 up. */
export function threeDigits(value: number): string {
	const digits = Math.abs(value) >= 99.95 ? 0 : (Math.abs(value) >= 9.995 ? 1 : 2);
	return value.toFixed(digits);
}
