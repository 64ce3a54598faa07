import test from 'ava';
import {plotRates} from '../../../../source/tui/panels/rates/chart-rows.js';
import {longestTime, plotTimes, plotUsage} from '../../../../source/tui/panels/rates/stripes.js';
import {timeAxis} from '../../../../source/tui/panels/rates/time-axis.js';
import type {Column} from '../../../../source/tui/state/history.js';
import type {Row} from '../../../../source/tui/theme/theme.js';

function column(produced: number, processed: number, marks: readonly string[] = [], {usage = 0, p99 = 0} = {}): Column {
	const range = (value: number) => ({least: value, most: value});
	return {
		produced: range(produced), processed: range(processed), usage: range(usage), p99: range(p99), marks,
	};
}

function textOf(line: Row | undefined): string {
	return line?.map(({text}) => text).join('') ?? '';
}

test('both rates stand in one column: what goes out, and above it what is more', t => {
	const rows = plotRates([undefined, column(100, 50), column(50, 100), column(100, 100)], {rows: 2, isColoured: false});
	t.deepEqual(rows.map(row => textOf(row)), ['  100  ░░█', '       ███']);
	t.deepEqual(rows[0]?.slice(1).map(({tone}) => tone), ['catchingUp', 'incoming', 'catchingUp', 'outgoing']);
});

test('where both meet inside a cell, colours share it; without colours the lower stands alone', t => {
	const mixed = column(100, 25);
	t.like(plotRates([mixed], {rows: 2, isColoured: true})[1]?.at(-1), {text: '▄', tone: 'outgoing', behind: 'incoming'});
	t.is(plotRates([mixed], {rows: 2, isColoured: false})[1]?.at(-1)?.behind, undefined);
});

test('rates that differ by less than a batch or two are drawn as equal', t => {
	t.deepEqual(plotRates([column(1040, 1000), column(1300, 1000)], {rows: 1, isColoured: true})[0]?.slice(1).map(({text, tone}) => [text, tone]), [['▅▅', 'outgoing']]);
});

test('a rate above 0 always shows', t => {
	t.is(textOf(plotRates([column(100_000, 1)], {rows: 1, isColoured: false})[0]).at(-1), '▁');
});

test('the axis is marked at its end and, where that is exact, in the middle', t => {
	t.deepEqual(plotRates([column(0, 1800)], {rows: 6, isColoured: false}).map(row => textOf(row).slice(0, 6)), ['2.00k ', '      ', '      ', '      ', '      ', '      '].with(3, '1.00k '));
});

test('the queue is a row of its own', t => {
	t.is(textOf(plotUsage([undefined, column(0, 0, [], {usage: 0.01}), column(0, 0, [], {usage: 0.5}), column(0, 0, [], {usage: 1.2})])), 'queue  ▁▄█');
});

test('how long records took is a row of its own, up to the longest time', t => {
	const taking = (p99: number) => column(1, 1, [], {p99});
	const columns = [undefined, taking(0), taking(10), taking(50), taking(100)];
	t.is(longestTime(columns), 100);
	t.is(textOf(plotTimes(columns)), '  p99   ▁▄█');
	t.is(textOf(plotTimes([undefined, taking(0)])), '  p99   ');
});

const axes: ReadonlyArray<readonly [string, ReadonlyArray<readonly [number, string]>, string]> = [
	['no marks leave the ends', [], '-60s             now'],
	['a mark stands under its second', [[8, 'spike']], '-60s    ^spike   now'],
	['a mark at the right end has its word on its left', [[19, 'spike']], '-60s          spike^'],
	['a mark in the way of a label wins', [[0, 'kill']], '^kill            now'],
	['of marks that are close one has its word on its left', [[8, 'spike'], [10, 'kill']], '   spike^ ^kill  now'],
	['a mark where the word of a newer one stands is left out', [[16, 'kill'], [19, 'spike']], '-60s          spike^'],
	['a mark without room for its word keeps its place', [[2, 'spike'], [3, 'kill']], '  ^^kill         now'],
];

for (const [title, marks, expected] of axes) {
	test(`time axis: ${title}`, t => {
		const columns = Array.from({length: 20}, (_, index) => column(1, 1, marks.filter(([at]) => at === index).map(([, word]) => word)));
		t.is(textOf(timeAxis(columns, ['-60s', 'now'])).slice(6), expected);
	});
}

test('the cursor has its place on the axis, whatever else is there', t => {
	const columns = Array.from({length: 20}, (_, index) => column(1, 1, index === 8 ? ['spike'] : []));
	t.is(textOf(timeAxis(columns, ['-60s', 'now'], 10)).slice(6), '   spike^ ▲      now');
	t.is(textOf(timeAxis(columns, ['-60s', 'now'], 19)).slice(6), '-60s    ^spike     ▲');
});

test('the cursor is a line down its column, with what stands there behind it where there are colours', t => {
	const columns = [column(100, 50), column(100, 50)];
	t.deepEqual(plotRates(columns, {rows: 2, isColoured: false, cursor: 1}).map(row => textOf(row).slice(6)), ['░│', '█│']);
	t.deepEqual(plotRates(columns, {rows: 2, isColoured: true, cursor: 1}).map(row => row.at(-1)), [
		{text: '│', tone: 'strong', behind: 'incoming'},
		{text: '│', tone: 'strong', behind: 'outgoing'},
	]);
});

test('a column of several seconds shows the most of them, and what was not reached in each is shaded', t => {
	const folded: Column = {
		produced: {least: 0, most: 100}, processed: {least: 25, most: 100}, usage: {least: 0, most: 1}, p99: {least: 0, most: 0}, marks: [],
	};
	t.deepEqual(plotRates([folded], {rows: 4, isColoured: true}).map(row => textOf(row).at(-1)), ['▒', '▒', '▒', '█']);
	t.is(textOf(plotUsage([folded])), 'queue █');
});
