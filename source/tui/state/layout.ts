import type {Snapshot} from '../../contract/snapshot.js';
import type {Size} from '../terminal/frame.js';

/** The least terminal that there is a layout for. */
export const smallest: Size = {columns: 60, rows: 16};

/** The stripes of the screen between title and footer, from the top. */
export const bands = ['top', 'verdict', 'table', 'bottom'] as const;
export type Band = typeof bands[number];

/** Where things stand on a screen of some size. Heights count the rows inside a panel, widths count its borders. */
export type Layout = {
	readonly chartWidth: number;
	readonly gaugesWidth: number;
	readonly topRows: number;
	readonly tableRows: number;
	readonly bottomRows: number;

	/** Whether there is room for the ledger beside the events. */
	readonly isWide: boolean;

	/** Rows of what limits the flow, its evidence and the advice. */
	readonly verdictRows: number;
};

/** Rows of the whole ledger, for which the table gives up its own as long as it keeps so many. */
const wholeLedger = 8;
const leastTable = 8;

/** Rows of a terminal from which on evidence and advice have a line each. */
const roomyRows = 22;

/** Rows between title and footer, below which the table gives up a row for the gauges. */
const lowBody = 24;

/** A row for each gauge. */
const wholeFlow = 6;

/** Rows of borders, headings, three workers and an event. */
const leastBelow = 11;

/** Columns left of the plot of a chart. */
export const gutter = 6;

/** Columns that a panel takes for its borders and the space inside them. */
export const panelFrame = 4;

/** Whether a terminal has no room for a layout. */
export function isTooSmall({columns, rows}: Size): boolean {
	return columns < smallest.columns || rows < smallest.rows;
}

/** The layout that fills a terminal, with rows for as many workers as there can be, or as there is room for. */
export function layoutOf({columns, rows}: Size, maxWorkers: number): Layout {
	const gaugesWidth = widthOfGauges(columns);
	const isWide = columns >= 110;
	const verdictRows = rows >= roomyRows ? 2 : 1;
	const body = rows - 2 - verdictRows;
	const isLow = body < lowBody;
	const topRows = Math.min(Math.max(Math.round(body * 0.365) - 2, wholeFlow), body - leastBelow, isLow ? Math.round(body * 0.4) - 2 : body);
	const forTable = Math.round(body * (isLow ? 0.36 : 0.41)) - 3;
	const besideLedger = isWide ? body - (topRows + 2) - 3 - 2 - wholeLedger : forTable;
	const tableRows = Math.max(3, Math.min(maxWorkers, forTable, besideLedger >= leastTable ? besideLedger : forTable));
	const bottomRows = body - (topRows + 2) - (tableRows + 3) - 2;
	return {
		chartWidth: columns - gaugesWidth,
		gaugesWidth,
		topRows,
		tableRows,
		bottomRows,
		isWide,
		verdictRows,
	};
}

/** The layout for what an engine shows. */
export function layoutFor(size: Size, snapshot: Snapshot | undefined): Layout {
	return layoutOf(size, snapshot?.bounds.maxWorkers ?? 10);
}

/** Rows inside the panels of a band; 0 where the screen has no room for it. */
export function rowsOf(band: Band, {topRows, verdictRows, tableRows, bottomRows}: Layout): number {
	return {
		top: topRows, verdict: verdictRows, table: tableRows, bottom: bottomRows,
	}[band];
}

/** Rows inside a panel that has the whole body. */
export function zoomedRows({rows}: Size): number {
	return rows - 4;
}

/** Columns of the plot of the chart, beside the gauges or with the whole width to itself. */
export function plotColumns({columns}: Size, isZoomed: boolean): number {
	return columns - (isZoomed ? 0 : widthOfGauges(columns)) - panelFrame - gutter;
}

/** The first of the rows that are shown, so that the selected one is among them. */
export function scrollOffset(selected: number, total: number, rows: number): number {
	return Math.max(0, Math.min(total - rows, selected - Math.floor(rows / 2)));
}

function widthOfGauges(columns: number): number {
	return Math.max(Math.min(40, Math.floor(columns / 2)), Math.min(60, Math.round(columns * 0.425)));
}
