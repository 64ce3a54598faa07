import type {Column} from '../../state/history.js';
import {
	span, type Row, type Span, type Tone,
} from '../../theme/theme.js';
import {compact} from '../../../text/format.js';
import {lowerBlocks, niceMaximum} from '../../../text/bars.js';
import {gutter} from '../../state/layout.js';

/** The end of a rate axis that has room for all columns. */
export function axisOf(columns: readonly Column[]): number {
	return niceMaximum(Math.max(...columns.map(column => column === undefined ? 0 : Math.max(column.produced.most, column.processed.most))));
}

/** How rates are plotted. */
export type Plot = {
	readonly rows: number;
	readonly isColoured: boolean;

	/** The column of the moment that is looked at. */
	readonly cursor?: number | undefined;
};

/**
The rates as columns of blocks, the top row first. What both rates reach is drawn in the tone of what goes out; above it stands the difference: more comes in, or the queue is being worked off. A column of several seconds is as high as the most of them, and shaded above the least that went out.
*/
export function plotRates(columns: readonly Column[], {rows, isColoured, cursor}: Plot): readonly Row[] {
	const axis = axisOf(columns);
	const levels = columns.map(column => levelsOf(column, axis, rows));
	return Array.from({length: rows}, (_, index) => {
		const row = rows - 1 - index;
		const cells = levels.map((level, at) => {
			const cell = cellOf({incoming: level.incoming - (row * 8), outgoing: level.outgoing - (row * 8), solid: level.solid - (row * 8)}, isColoured);
			return at === cursor ? cursorOver(cell, isColoured) : cell;
		});
		return joinCells([span(labelOf(row, rows, axis), 'faint'), ...cells]);
	});
}

/** Rates of whole batches never agree to the record: what is as good as equal is drawn as equal. */
function isNear(produced: number, processed: number): boolean {
	return Math.abs(produced - processed) < 0.06 * Math.max(produced, processed);
}

type Levels = {
	readonly incoming: number;
	readonly outgoing: number;

	/** Up to here it went out in every second of the column. */
	readonly solid: number;
};

function levelsOf(column: Column, axis: number, rows: number): Levels {
	if (column === undefined) {
		return {incoming: 0, outgoing: 0, solid: 0};
	}

	const {produced, processed} = column;
	const isSteady = processed.least >= 0.75 * processed.most;
	return {
		incoming: levelOf(isNear(produced.most, processed.most) ? processed.most : produced.most, axis, rows),
		outgoing: levelOf(processed.most, axis, rows),
		solid: levelOf(isSteady ? processed.most : processed.least, axis, rows),
	};
}

function levelOf(value: number, axis: number, rows: number): number {
	return value <= 0 ? 0 : Math.max(1, Math.round(value / axis * rows * 8));
}

function labelOf(row: number, rows: number, axis: number): string {
	const middle = Math.floor(rows / 2);
	if (row === rows - 1) {
		return `${compact(axis)} `.padStart(gutter);
	}

	// A row's label stands for the top of its blocks; the middle one only where it is exact.
	return rows >= 6 && row === middle - 1 && rows % 2 === 0 ? `${compact(axis / 2)} `.padStart(gutter) : ' '.repeat(gutter);
}

function cellOf({incoming, outgoing, solid}: Levels, isColoured: boolean): Span {
	const both = Math.min(incoming, outgoing);
	const more = Math.max(incoming, outgoing);
	const tone: Tone = incoming > outgoing ? 'incoming' : 'catchingUp';
	if (both >= 8) {
		return span(solid >= 4 ? '█' : '▒', 'outgoing');
	}

	if (both <= 0) {
		const block = blockOf(more);
		return span(!isColoured && more >= 4 ? '░' : block, tone);
	}

	return isColoured && more >= 8 ? {text: blockOf(both), tone: 'outgoing', behind: tone} : span(blockOf(both), 'outgoing');
}

/** A line down the column: what stands there shows behind it, where colours can. */
function cursorOver({text, tone}: Span, isColoured: boolean): Span {
	return isColoured && text === '█' ? {text: '│', tone: 'strong', behind: tone} : span('│', 'strong');
}

function blockOf(eighths: number): string {
	return lowerBlocks[Math.max(0, Math.min(8, eighths))] ?? ' ';
}

/** Neighbours with the same look become one piece of text: each piece costs time to draw. */
export function joinCells(cells: readonly Span[]): Row {
	const joined: Span[] = [];
	for (const cell of cells) {
		const last = joined.at(-1);
		if (last?.tone === cell.tone && last.behind === cell.behind) {
			joined[joined.length - 1] = {...last, text: last.text + cell.text};
		} else {
			joined.push(cell);
		}
	}

	return joined;
}
