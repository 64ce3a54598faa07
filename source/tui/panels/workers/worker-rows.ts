import type {WorkerSnapshot} from '../../../contract/snapshot.js';
import {isDescending, type ColumnName, type Order} from '../../state/table-order.js';
import {workerBadges} from '../../theme/badges.js';
import type {Tone} from '../../theme/theme.js';
import {keptTrend, type Trends} from '../../state/trends.js';
import {left, right} from '../../../text/columns.js';
import {
	compact, grouped, milliseconds,
} from '../../../text/format.js';
import {sparkline} from '../../../text/bars.js';

/** A column of the worker table: what stands in it, and how. */
export type TableColumn = {
	readonly name: ColumnName;

	/** Its heading, which ink-table takes for its name. */
	readonly key: string;
	readonly width: number;
	readonly align: 'left' | 'right';
	readonly text: (worker: WorkerSnapshot, width: number, trend: Trend) => string;
	readonly tone: (worker: WorkerSnapshot) => Tone;
};

/** The last rates of one worker, and the highest of all that are shown. */
export type Trend = {
	readonly rates: readonly number[];
	readonly maximum: number;
};

/** A row as ink-table takes it: texts by the column's key. */
export type TableRow = Readonly<Record<string, string>>;

/** The columns that a width has room for, filling it exactly; the one that the table is sorted by is marked. */
export function tableColumns(width: number, order: Order): readonly TableColumn[] {
	let chosen = allColumns;
	for (const name of dispensable) {
		if (widthOfAll(chosen) <= width) {
			break;
		}

		chosen = chosen.filter(column => column.name !== name);
	}

	let rest = Math.max(0, width - widthOfAll(chosen));
	const take = (most: number): number => {
		const taken = Math.min(rest, most);
		rest -= taken;
		return taken;
	};

	const forBar = take(10);
	const forTrend = chosen.some(({name}) => name === 'trend') ? take(keptTrend - leastTrend) : 0;
	return chosen.map((column, index) => {
		const share = Math.floor(rest * (index + 1) / chosen.length) - Math.floor(rest * index / chosen.length);
		const more = column.name === 'batch' ? forBar : (column.name === 'trend' ? forTrend : 0);
		const columnWidth = column.width + share + more;
		return {...column, key: headingOf(column, columnWidth, order), width: columnWidth};
	});
}

/** The rows of the workers, with their looks in them. */
export function tableRows(workers: readonly WorkerSnapshot[], columns: readonly TableColumn[], selected: number | undefined, {rates}: Trends): TableRow[] {
	const maximum = Math.max(0, ...workers.flatMap(({id}) => rates.get(id) ?? []));
	return workers.map(worker => Object.fromEntries(columns.map(({key, width, align, text, tone}, index) => {
		const isSelected = worker.id === selected;
		const value = index === 0 ? `${isSelected ? '▸' : ' '} ${worker.id}` : text(worker, width, {rates: rates.get(worker.id) ?? [], maximum});
		return [key, encode(pad(align, value, width), index === 0 && isSelected ? 'accent' : tone(worker), isSelected)];
	})));
}

/** Columns that the table has on a screen: its panel has no space inside, the cells have. */
export function tableWidth(columns: number): number {
	return columns - 2;
}

/** What the table is sorted by, in words, where no heading can say it. */
export function hiddenOrder(columns: readonly TableColumn[], order: Order): string {
	return columns.some(({name}) => name === order.column) ? '' : ` · by ${headingWord(order.column)} ${markOf(order)}`;
}

/** The heading of a column without its marks. */
export function headingWord(column: ColumnName): string {
	return allColumns.find(({name}) => name === column)?.key ?? column;
}

/** What a heading says, with the mark of the order behind its word. The mark stands where padding would: no column moves. */
export function markedHeading(children: string): {readonly text: string; readonly isSorted: boolean} {
	const {text} = markedCell(children);
	const mark = children.includes(up) ? up : down;
	return children.includes(mark) ? {text: children.replace(`${mark} `, mark === up ? '↑' : '↓'), isSorted: true} : {text, isSorted: false};
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

/** Columns that a narrow screen drops, the first one first. */
const dispensable: readonly ColumnName[] = ['flushes', 'held', 'trend', 'delivered', 'p50', 'retries'];

/** Seconds that a trend shows at least. */
const leastTrend = 20;

/** Characters that stand in a heading for ↑ and ↓. */
const [up, down] = ['\uE0F0', '\uE0F1'];

/** The character in their place in all other headings. */
const plain = '\uE000';

const markedTones: readonly Tone[] = ['plain', 'faint', 'accent', 'good', 'busy', 'waiting', 'warning', 'danger', 'outgoing'];

/** The columns that the first digits choose, so that a digit means the same on most screens. */
const allColumns: readonly TableColumn[] = [
	{...column('worker', 'worker', 6), align: 'left'},
	{
		...column('state', 'state', 13), align: 'left', text: ({state}) => `${workerBadges[state].glyph} ${workerBadges[state].word}`, tone: ({state}) => workerBadges[state].tone,
	},
	{
		...column('batch', 'batch', 8), align: 'left', text: ({fill, held}, width) => fillBar(fill, held, width), tone: ({state}) => workerBadges[state].tone,
	},
	{...column('rate', 'rate/s', 7), text: ({rate}) => rate < 99_999.5 ? grouped(rate) : compact(rate)},
	{...column('p50', 'p50 ms', 6), text: ({flushTime}) => milliseconds(flushTime?.p50), tone: ({flushTime}) => flushTime === undefined ? 'faint' : 'plain'},
	{...column('p99', 'p99 ms', 6), text: ({flushTime}) => milliseconds(flushTime?.p99), tone: ({flushTime}) => flushTime === undefined ? 'faint' : 'plain'},
	{...column('retries', 'retries', 7), text: ({retries}) => compact(retries), tone: ({retries}) => retries > 0 ? 'warning' : 'faint'},
	{...column('failed', 'failed', 6), text: ({failures}) => compact(failures), tone: ({failures}) => failures > 0 ? 'danger' : 'faint'},
	{...column('delivered', 'delivered', 11), text: ({delivered}) => grouped(delivered)},
	{...column('held', 'held', 7), text: ({held}) => compact(held)},
	{...column('flushes', 'flushes', 9), text: ({flushes}) => grouped(flushes)},
	{...column('trend', 'rate, 30 s', leastTrend), text: (_, width, trend) => trendText(trend, width), tone: () => 'outgoing'},
];

function column(name: ColumnName, key: string, width: number): TableColumn {
	return {
		name, key, width, align: 'right', text: () => '', tone: () => 'plain',
	};
}

function headingOf({name, key, align}: TableColumn, width: number, order: Order): string {
	const heading = name === 'trend' ? `rate, ${Math.min(width, keptTrend)} s` : key;
	const mark = name === order.column ? (isDescending(order) ? down : up) : plain;
	const room = ' '.repeat(Math.max(0, width - heading.length));
	return align === 'left' ? heading + mark + room : room + heading + mark;
}

function markOf(order: Order): string {
	return isDescending(order) ? '↓' : '↑';
}

/** Never as high as a row: blocks of many rows would run together. */
function trendText({rates, maximum}: Trend, width: number): string {
	return sparkline(rates.slice(-width), maximum * 8 / 7);
}

/** How full the batch is, and how many records the worker holds: at the sink there may be more than one batch. */
function fillBar(fill: number, held: number, width: number): string {
	// Squares with gaps: blocks of many rows would run together.
	const filled = Math.round(Math.min(1, fill) * (width - 6));
	return `${'■'.repeat(filled)}${'·'.repeat(width - 6 - filled)} ${right(compact(held), 5)}`;
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
