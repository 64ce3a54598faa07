import test from 'ava';
import {
	plotRates, plotUsage, secondsPerColumn, timeAxis,
} from '../../source/tui/chart.js';
import type {Column} from '../../source/tui/history.js';
import type {Line} from '../../source/tui/theme.js';

function column(produced: number, processed: number, marks: readonly string[] = [], usage = 0): Column {
	return {
		produced, processed, usage, marks,
	};
}

function textOf(line: Line | undefined): string {
	return line?.map(({text}) => text).join('') ?? '';
}

test('both rates stand in one column: what goes out, and above it what is more', t => {
	const rows = plotRates([undefined, column(100, 50), column(50, 100), column(100, 100)], 2, false);
	t.deepEqual(rows.map(row => textOf(row)), ['  100  ░░█', '       ███']);
	t.deepEqual(rows[0]?.slice(1).map(({tone}) => tone), ['catchingUp', 'incoming', 'catchingUp', 'outgoing']);
});

test('where both meet inside a cell, colours share it; without colours the lower stands alone', t => {
	const mixed = column(100, 25);
	t.like(plotRates([mixed], 2, true)[1]?.at(-1), {text: '▄', tone: 'outgoing', behind: 'incoming'});
	t.is(plotRates([mixed], 2, false)[1]?.at(-1)?.behind, undefined);
});

test('rates that differ by less than a batch or two are drawn as equal', t => {
	t.deepEqual(plotRates([column(1040, 1000), column(1300, 1000)], 1, true)[0]?.slice(1).map(({text, tone}) => [text, tone]), [['▅▅', 'outgoing']]);
});

test('a rate above 0 always shows', t => {
	t.is(textOf(plotRates([column(100_000, 1)], 1, false)[0]).at(-1), '▁');
});

test('the axis is marked at its end and, where that is exact, in the middle', t => {
	t.deepEqual(plotRates([column(0, 1800)], 6, false).map(row => textOf(row).slice(0, 6)), ['2.00k ', '      ', '      ', '      ', '      ', '      '].with(3, '1.00k '));
});

test('the queue is a row of its own', t => {
	t.is(textOf(plotUsage([undefined, column(0, 0, [], 0.01), column(0, 0, [], 0.5), column(0, 0, [], 1.2)])), 'queue  ▁▄█');
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
		t.is(textOf(timeAxis(columns, 60)).slice(6), expected);
	});
}

test('a chart shows at least a minute', t => {
	for (let columns = 10; columns < 300; columns++) {
		t.true(columns * secondsPerColumn(columns) >= 60);
	}
});
