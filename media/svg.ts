/** A cell of a terminal as it looks. */
export type PictureCell = {
	readonly text: string;
	readonly isBold: boolean;
	readonly isDim: boolean;

	/** CSS colours; the background is `undefined` where it is the terminal's own. */
	readonly foreground: string;
	readonly background: string | undefined;
};

type Run = {
	readonly column: number;
	readonly text: string;
	readonly cell: PictureCell;
};

const cellWidth = 8.4;
const cellHeight = 18;
const fontSize = 14;
const margin = 12;

/** The terminal's own colours. */
export type Ground = {
	readonly paper: string;
	readonly ink: string;
};

export const darkGround: Ground = {paper: '#0f1419', ink: '#d5dbe1'};
export const lightGround: Ground = {paper: '#ffffff', ink: '#1b1f23'};

/** A terminal's cells as a picture. Blocks and borders are shapes, so that neither gaps nor the reader's fonts spoil them. */
export function svgOf(rows: ReadonlyArray<readonly PictureCell[]>, title: string, {paper} = darkGround): string {
	const columns = Math.max(...rows.map(row => row.length));
	const width = round((columns * cellWidth) + (2 * margin));
	const height = round((rows.length * cellHeight) + (2 * margin));
	const ofRows = (draw: (cells: readonly PictureCell[], row: number) => readonly string[]) => rows.flatMap((cells, row) => draw(cells, row));
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(title)}">`,
		`<rect width="${width}" height="${height}" rx="8" fill="${paper}"/>`,
		`<g transform="translate(${margin} ${margin})" font-family="ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace" font-size="${fontSize}" xml:space="preserve">`,
		...ofRows(backgrounds),
		...borders(rows),
		...ofRows(blocks),
		...ofRows(texts),
		'</g>',
		'</svg>',
		'',
	].join('\n');
}

function backgrounds(cells: readonly PictureCell[], row: number): readonly string[] {
	return runs(cells, cell => cell.background).flatMap(({column, text, cell}) => cell.background === undefined
		? []
		: [rectangle({
			x: column, y: row, width: [...text].length, height: 1, colour: cell.background,
		})]);
}

function blocks(cells: readonly PictureCell[], row: number): readonly string[] {
	return runs(cells, cell => isBlock(cell.text) ? `${cell.text}${cell.foreground}` : undefined).flatMap(({column, text, cell}) => {
		const shape = isBlock(cell.text) ? blockShape(cell.text) : undefined;
		if (shape === undefined) {
			return [];
		}

		// Blocks as wide as their cells join into one.
		const count = [...text].length;
		const {left, top, width, height, opacity} = shape;
		return width === 1
			? [rectangle({
				x: column, y: row + top, width: count, height, colour: cell.foreground, opacity,
			})]
			: Array.from({length: count}, (_, index) => rectangle({
				x: column + index + left, y: row + top, width, height, colour: cell.foreground, opacity,
			}));
	});
}

function texts(cells: readonly PictureCell[], row: number): readonly string[] {
	const styleOf = (cell: PictureCell) => isBlock(cell.text) || borderArms.has(cell.text) || cell.text.trim() === ''
		? undefined
		: `${cell.foreground}${cell.isBold}${cell.isDim}`;
	return runs(cells, styleOf).filter(({cell}) => styleOf(cell) !== undefined).map(({column, text, cell}) => {
		const look = [
			`x="${round(column * cellWidth)}"`,
			`y="${round((row * cellHeight) + 13.5)}"`,
			`fill="${cell.foreground}"`,
			`textLength="${round([...text].length * cellWidth)}"`,
			...(cell.isBold ? ['font-weight="bold"'] : []),
			...(cell.isDim ? ['opacity="0.6"'] : []),
		].join(' ');
		return `<text ${look}>${escapeXml(text)}</text>`;
	});
}

/** Borders as one path for each colour: from the middle of a cell to those sides at which the character touches its neighbours. */
function borders(rows: ReadonlyArray<readonly PictureCell[]>): readonly string[] {
	const paths = new Map<string, string[]>();
	for (const [row, cells] of rows.entries()) {
		for (const {column, text, cell} of runs(cells, cell => borderArms.has(cell.text) ? `${cell.text}${cell.foreground}` : undefined)) {
			const arms = borderArms.get(cell.text);
			if (arms === undefined) {
				continue;
			}

			const path = paths.get(cell.foreground) ?? [];
			paths.set(cell.foreground, path);
			if (arms === '─') {
				const y = round((row + 0.5) * cellHeight);
				path.push(`M${round(column * cellWidth)} ${y}h${round([...text].length * cellWidth)}`);
			} else {
				path.push(...Array.from({length: [...text].length}, (_, index) => corner(arms, column + index, row)));
			}
		}
	}

	return [...paths].map(([colour, path]) => `<path d="${path.join('')}" fill="none" stroke="${colour}" stroke-width="1.2"/>`);
}

/** Characters by the sides that their lines reach. */
const borderArms: ReadonlyMap<string, string> = new Map([
	['─', '─'], ['│', 'ns'], ['╭', 'se'], ['╮', 'sw'], ['╰', 'ne'], ['╯', 'nw'],
]);

function corner(arms: string, column: number, row: number): string {
	const x = (column + 0.5) * cellWidth;
	const y = (row + 0.5) * cellHeight;
	if (arms === 'ns') {
		return `M${round(x)} ${round(y - (cellHeight / 2))}v${cellHeight}`;
	}

	const endY = arms.startsWith('n') ? y - (cellHeight / 2) : y + (cellHeight / 2);
	const endX = arms.endsWith('w') ? x - (cellWidth / 2) : x + (cellWidth / 2);
	return `M${round(x)} ${round(endY)}Q${round(x)} ${round(y)} ${round(endX)} ${round(y)}`;
}

type BlockShape = {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
	readonly opacity: number;
};

function isBlock(text: string): boolean {
	return text >= '▀' && text <= '▓';
}

/** The part of its cell that a block character fills. */
function blockShape(text: string): BlockShape | undefined {
	const whole = {
		left: 0, top: 0, width: 1, height: 1, opacity: 1,
	};
	const code = text.codePointAt(0) ?? 0;
	if (code >= 0x25_81 && code <= 0x25_88) {
		const height = (code - 0x25_80) / 8;
		return {...whole, top: 1 - height, height};
	}

	if (code >= 0x25_89 && code <= 0x25_8F) {
		return {...whole, width: (0x25_90 - code) / 8};
	}

	const opacity = new Map([['░', 0.25], ['▒', 0.5], ['▓', 0.75]]).get(text);
	return opacity === undefined ? undefined : {...whole, opacity};
}

type Rectangle = {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	readonly colour: string;
	readonly opacity?: number;
};

/** In cells; a hair wider than that, so that no line shows between neighbours. */
function rectangle({x, y, width, height, colour, opacity = 1}: Rectangle): string {
	const place = `x="${round(x * cellWidth)}" y="${round(y * cellHeight)}" width="${round((width * cellWidth) + 0.1)}" height="${round((height * cellHeight) + 0.1)}"`;
	return `<rect ${place} fill="${colour}"${opacity === 1 ? '' : ` opacity="${opacity}"`}/>`;
}

/** Neighbouring cells of the same style as one. */
function runs(cells: readonly PictureCell[], styleOf: (cell: PictureCell) => string | undefined): readonly Run[] {
	const found: Run[] = [];
	let style: string | undefined;
	for (const [column, cell] of cells.entries()) {
		const next = styleOf(cell);
		const last = found.at(-1);
		if (last !== undefined && next === style) {
			found[found.length - 1] = {...last, text: last.text + cell.text};
		} else {
			found.push({column, text: cell.text, cell});
		}

		style = next;
	}

	return found;
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}

function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
