import test from 'ava';
import {snapshotAfter} from '../../helpers/screen-states.js';
import {drainRows} from '../../../source/tui/panels/flow/drain-rows.js';
import {gaugeRows} from '../../../source/tui/panels/flow/gauge-rows.js';
import {isTooSmall, layoutOf, scrollOffset} from '../../../source/tui/state/layout.js';
import {widthOf} from '../../../source/text/columns.js';
import {widthOfRow} from '../../../source/tui/format/row-width.js';
import type {Order} from '../../../source/tui/state/table-order.js';
import {noTrends} from '../../../source/tui/state/trends.js';
import {
	hiddenOrder, markedCell, markedHeading, tableColumns, tableRows,
} from '../../../source/tui/panels/workers/worker-rows.js';

const snapshot = await snapshotAfter(60);
const byId: Order = {column: 'worker', isReversed: false};

test('on every screen the panels fill all rows and columns', t => {
	for (let columns = 60; columns <= 300; columns += 7) {
		for (let rows = 16; rows <= 100; rows++) {
			const {chartWidth, gaugesWidth, topRows, tableRows, bottomRows, verdictRows} = layoutOf({columns, rows}, 10);
			t.is(chartWidth + gaugesWidth, columns);
			t.is(1 + (topRows + 2) + verdictRows + (tableRows + 3) + (bottomRows + 2) + 1, rows);
			t.true(topRows >= 2 && tableRows >= 3 && bottomRows >= 1, `${columns}×${rows}`);
		}
	}
});

test('beside many workers there is room for the whole ledger, as long as the table keeps some', t => {
	t.like(layoutOf({columns: 120, rows: 40}, 40), {tableRows: 10, bottomRows: 8});
	t.like(layoutOf({columns: 120, rows: 30}, 40), {tableRows: 8});
	t.like(layoutOf({columns: 80, rows: 40}, 40), {tableRows: 12});
});

test('what is too small is so in either direction', t => {
	t.false(isTooSmall({columns: 60, rows: 16}));
	t.true(isTooSmall({columns: 59, rows: 16}));
	t.true(isTooSmall({columns: 60, rows: 15}));
});

test('the selected row is always among those that are shown', t => {
	for (let total = 0; total < 30; total++) {
		for (let selected = 0; selected < total; selected++) {
			const offset = scrollOffset(selected, total, 6);
			t.true(offset >= 0 && selected >= offset && selected < offset + 6 && (offset + 6 <= total || offset === 0));
		}
	}
});

test('no gauge is wider than its panel, and none but the empty line is narrower', t => {
	for (let width = 26; width <= 60; width++) {
		for (const rows of [3, 4, 5, 6, 12]) {
			const lines = gaugeRows(snapshot, 'rate', {axis: 1000, width, rows});
			t.is(lines.length, Math.min(rows, 12));
			t.true(lines.every(line => line.length === 0 || widthOfRow(line) === width), `${width}×${rows}`);
		}

		t.true(drainRows(snapshot, 5000, {width, rows: 7}).every(line => widthOfRow(line) === width), `drain at ${width}`);
	}
});

test('a drain that a fault holds up says how to mend the sink', t => {
	const lines = drainRows({...snapshot, sink: {...snapshot.sink, fault: {kind: 'hanging'}}}, 5000, {width: 36, rows: 6}).map(line => line.map(({text}) => text).join(''));
	t.regex(lines.join('\n'), /^! undoes the fault · q (?:again|twice) aborts *$/mv);
});

for (const rows of [6, 7, 20]) {
	test(`in ${rows} rows a drain's places add up to what is left`, t => {
		const lines = drainRows(snapshot, 5000, {width: 36, rows}).slice(0, rows).map(line => line.map(({text}) => text).join(''));
		const places = lines.slice(4).map(line => Number(line.replaceAll(/\D/gv, '')));
		const {queued, batched, inFlight} = snapshot.ledger;
		t.is(places.reduce((sum, place) => sum + place, 0), queued.records + batched.records + inFlight.records);
	});
}

test('with few rows the gauges that tell most are left', t => {
	t.deepEqual(gaugeRows(snapshot, 'rate', {axis: 1000, width: 36, rows: 3}).map(line => line[0]?.text.trim()), ['queue', 'workers', 'sink']);
});

test('the table\'s columns fill every width, and the first ones always stay', t => {
	for (let width = 58; width <= 298; width++) {
		const columns = tableColumns(width, byId);
		t.is(columns.reduce((sum, column) => sum + column.width + 2, 0), width);
		t.deepEqual(columns.slice(0, 3).map(({key}) => markedCell(key).text.trim()), ['worker', 'state', 'batch']);
		for (const row of tableRows(snapshot.workers, columns, 1, noTrends)) {
			t.true(columns.every(({key, width}) => widthOf(markedCell(row[key] ?? '').text) === width));
		}
	}
});

test('the heading of the sorted column has the mark of its order behind its word, and no column is wider for it', t => {
	for (let width = 58; width <= 298; width += 3) {
		const plain = tableColumns(width, byId);
		for (const {name} of plain) {
			for (const isReversed of [false, true]) {
				const columns = tableColumns(width, {column: name, isReversed});
				t.deepEqual(columns.map(({key, width}) => [key.length, width]), plain.map(({key, width}) => [key.length, width]));
				const headings = columns.map(({key}) => markedHeading(` ${key} `));
				t.is(headings.filter(({isSorted}) => isSorted).length, 1);
				t.regex(headings.find(({isSorted}) => isSorted)?.text ?? '', /[a-z][↑↓]/v);
				t.true(headings.every(({text}, index) => widthOf(text) === (columns[index]?.width ?? 0) + 2));
			}
		}
	}
});

test('digits choose the same columns on every screen that has room for them', t => {
	for (const width of [78, 118, 198]) {
		t.deepEqual(tableColumns(width, byId).slice(0, 8).map(({name}) => name), ['worker', 'state', 'batch', 'rate', 'p50', 'p99', 'retries', 'failed']);
	}

	t.deepEqual([118, 198].map(width => tableColumns(width, byId)[8]?.name), ['delivered', 'delivered']);
});

test('an order by a column that is not shown is said in words', t => {
	const order: Order = {column: 'delivered', isReversed: false};
	t.is(hiddenOrder(tableColumns(78, order), order), ' · by delivered ↓');
	t.is(hiddenOrder(tableColumns(118, order), order), '');
});

test('at 120 columns each worker has its trend, scaled to the highest of all, the newest at the right', t => {
	const columns = tableColumns(118, byId);
	const rates = new Map([[1, [50, 100]], [2, [200]]]);
	const trends = tableRows(snapshot.workers.slice(0, 3), columns, 1, {second: 2, rates})
		.map(row => markedCell(row[columns.at(-1)?.key ?? ''] ?? ''));
	t.deepEqual(trends.map(({text}) => text.trimStart()), ['▂▄', '▇', '']);
	t.true(trends.every(({text, tone}) => tone === 'outgoing' && widthOf(text) === columns.at(-1)?.width));
});

test('each cell carries the look of its row', t => {
	const columns = tableColumns(78, byId);
	const [first, second] = tableRows(snapshot.workers, columns, 1, noTrends);
	const cell = (row: typeof first, index: number) => markedCell(row?.[columns[index]?.key ?? ''] ?? '');
	t.like(cell(first, 0), {tone: 'accent', isSelected: true});
	t.true(cell(first, 0).text.startsWith('▸ 1'));
	t.like(cell(second, 0), {tone: 'plain', isSelected: false});
	t.like(cell(second, 1), {tone: 'good', isSelected: false});
});
