import type {WorkerSnapshot} from '../engine/snapshot.js';
import {
	compact, grouped, milliseconds, percent,
} from './format.js';
import {left, right} from './text.js';
import {workerLooks, type Tone} from './theme.js';

export type TableColumn = {
	/** Name and heading; ink-table makes no difference. */
	readonly key: string;
	readonly width: number;
	readonly align: 'left' | 'right';
	readonly text: (worker: WorkerSnapshot, width: number) => string;
	readonly tone: (worker: WorkerSnapshot) => Tone;
};

/** A row as ink-table takes it: texts by the column's key. */
export type TableRow = Readonly<Record<string, string>>;

/** The columns that a width has room for, filling it exactly. */
export function tableColumns(width: number): readonly TableColumn[] {
	let chosen = allColumns;
	for (const key of dispensable) {
		if (widthOfAll(chosen) <= width) {
			break;
		}

		chosen = chosen.filter(column => column.key !== key);
	}

	let rest = Math.max(0, width - widthOfAll(chosen));
	const forBar = Math.min(rest, 10);
	rest -= forBar;
	return chosen.map((column, index) => {
		const share = Math.floor(rest * (index + 1) / chosen.length) - Math.floor(rest * index / chosen.length);
		const columnWidth = column.width + share + (column.key === 'batch' ? forBar : 0);
		return {...column, key: encode(pad(column.align, column.key, columnWidth), 'faint', false), width: columnWidth};
	});
}

export function tableRows(workers: readonly WorkerSnapshot[], columns: readonly TableColumn[], selected: number | undefined): TableRow[] {
	return workers.map(worker => Object.fromEntries(columns.map(({key, width, align, text, tone}, index) => {
		const isSelected = worker.id === selected;
		const value = index === 0 ? `${isSelected ? '▸' : ' '} ${worker.id}` : text(worker, width);
		return [key, encode(pad(align, value, width), index === 0 && isSelected ? 'accent' : tone(worker), isSelected)];
	})));
}

/** What a cell of the table says, and how it looks. */
export function markedCell(children: string): {readonly text: string; readonly tone: Tone; readonly isSelected: boolean} {
	const mark = /[\uE000-\uE0FF]/v.exec(children)?.[0];
	const code = mark === undefined ? 0 : (mark.codePointAt(0) ?? 0xE0_00) - 0xE0_00;
	return {
		text: mark === undefined ? children : children.replace(mark, ''),
		tone: markedTones[Math.floor(code / 2)] ?? 'plain',
		isSelected: code % 2 === 1,
	};
}

/** Columns of padding that ink-table puts around each cell. */
const padding = 2;

/** The first to go on a narrow screen. */
const dispensable = ['held', 'flushes', 'delivered', 'p50 ms', 'retries'];

const markedTones: readonly Tone[] = ['plain', 'faint', 'accent', 'good', 'busy', 'waiting', 'warning', 'danger'];

const allColumns: readonly TableColumn[] = [
	{...column('worker', 6), align: 'left'},
	{
		...column('state', 13), align: 'left', text: ({state}) => `${workerLooks[state].glyph} ${workerLooks[state].word}`, tone: ({state}) => workerLooks[state].tone,
	},
	{
		...column('batch', 8), align: 'left', text: ({fill}, width) => fillBar(fill, width), tone: ({state}) => workerLooks[state].tone,
	},
	{...column('held', 7), text: ({held}) => compact(held)},
	{...column('rate/s', 7), text: ({rate}) => rate < 99_999.5 ? grouped(rate) : compact(rate)},
	{...column('p50 ms', 6), text: ({flushTime}) => milliseconds(flushTime?.p50), tone: ({flushTime}) => flushTime === undefined ? 'faint' : 'plain'},
	{...column('p99 ms', 6), text: ({flushTime}) => milliseconds(flushTime?.p99), tone: ({flushTime}) => flushTime === undefined ? 'faint' : 'plain'},
	{...column('delivered', 11), text: ({delivered}) => grouped(delivered)},
	{...column('flushes', 9), text: ({flushes}) => grouped(flushes)},
	{...column('retries', 7), text: ({retries}) => compact(retries), tone: ({retries}) => retries > 0 ? 'warning' : 'faint'},
	{...column('failed', 6), text: ({failures}) => compact(failures), tone: ({failures}) => failures > 0 ? 'danger' : 'faint'},
];

function column(key: string, width: number): TableColumn {
	return {
		key, width, align: 'right', text: () => '', tone: () => 'plain',
	};
}

function fillBar(fill: number, width: number): string {
	// Squares with gaps: blocks of many rows would run together.
	const filled = Math.round(Math.min(1, fill) * (width - 5));
	return `${'■'.repeat(filled)}${'·'.repeat(width - 5 - filled)} ${percent(fill)}`;
}

function widthOfAll(columns: readonly TableColumn[]): number {
	return columns.reduce((sum, {width}) => sum + width + padding, 0);
}

function pad(align: 'left' | 'right', text: string, width: number): string {
	return align === 'left' ? left(text, width) : right(text, width);
}

/** Ink-table tells a cell only its column and its text. So the last character of the text, which is never drawn, says how it looks; its column is given back at the padding. */
function encode(text: string, tone: Tone, isSelected: boolean): string {
	return text + String.fromCodePoint(0xE0_00 + (Math.max(0, markedTones.indexOf(tone)) * 2) + (isSelected ? 1 : 0));
}
