import test from 'ava';
import {snapshotWith} from '../../helpers/snapshots.js';
import {noHistory, record, type History} from '../../../source/tui/state/history.js';
import {
	ago, axisLabels, timeScale, timeView, timeWindows, windowBeside,
} from '../../../source/tui/state/time-window.js';

const base = snapshotWith({});

function historyOf(seconds: number): History {
	let history: History = noHistory;
	for (let second = 0; second < seconds; second++) {
		history = record(history, {...base, elapsed: second * 1000, rates: {produced: second, processed: 1}});
	}

	return history;
}

test('a chart of any width shows at least the whole window, or all of a run that is shorter', t => {
	for (const window of timeWindows) {
		for (let columns = 10; columns < 300; columns++) {
			for (const length of [1, 20, 61, 200, 1000, 3600]) {
				const {secondsPerColumn, columnsPerSecond} = timeScale(columns, window, length);
				t.true(Math.floor(columns / columnsPerSecond) * secondsPerColumn >= Math.min(window, length));
				t.true(secondsPerColumn === 1 || columnsPerSecond === 1);
			}
		}
	}
});

test('a run that begins has most of the width, in every window', t => {
	for (const window of timeWindows) {
		for (let length = 8; length <= window; length++) {
			const {end} = timeView(historyOf(length), 62, window);
			t.true(end >= 62 * 0.4, `${length} s of ${window} s fill ${end}`);
		}
	}
});

test('a second of several columns has its marks and the cursor once', t => {
	const history = historyOf(10).map(sample => ({...sample, marks: [`m${sample.second}`]}));
	const {columns, cursor, seconds, from, end} = timeView(history, 45, 60, 3);
	t.deepEqual(columns.flatMap(column => column?.marks ?? []), history.flatMap(({marks}) => marks));
	t.deepEqual([cursor, seconds, from, end], [14, 11, 10, 40]);
	t.is(columns[cursor ?? 0]?.produced.most, 3);
});

test('the windows follow each other and end', t => {
	t.deepEqual(timeWindows.map(window => windowBeside(window, 1)), [300, 900, 3600, undefined]);
	t.deepEqual(timeWindows.map(window => windowBeside(window, -1)), [undefined, 60, 300, 900]);
});

const times: ReadonlyArray<readonly [number, string]> = [
	[0, '0 s ago'], [7, '7 s ago'], [83, '1 min 23 s ago'], [3599, '59 min 59 s ago'], [3723, '1 h 2 min ago'],
];

for (const [seconds, expected] of times) {
	test(`${seconds} seconds ago is ${expected}`, t => {
		t.is(ago(seconds), expected);
	});
}

const moments: ReadonlyArray<readonly [title: string, moment: number | undefined, from: number, to: number, cursor: number | undefined, newest: number]> = [
	['without a moment the newest columns are shown', undefined, 60, 0, undefined, 499],
	['the newest moment is at the right end', 499, 60, 0, 29, 499],
	['an older one is further left', 480, 60, 0, 20, 499],
	['one before the left end moves the chart, and is at that end', 300, 200, 140, 0, 359],
	['the first second is there, too', 0, 500, 440, 0, 59],
];

for (const [title, moment, ...expected] of moments) {
	test(`time view: ${title}`, t => {
		const {columns, from, to, cursor} = timeView(historyOf(500), 30, 60, moment);
		t.deepEqual([from, to, cursor, columns.at(-1)?.produced.most], expected);
	});
}

test('a spike of seconds shows at its full height in every window', t => {
	const history = historyOf(3000).map(sample => ({...sample, produced: sample.second === 2900 ? 5000 : 1000}));
	for (const window of timeWindows.slice(1)) {
		t.true(timeView(history, 28, window).columns.some(column => column?.produced.most === 5000));
	}
});

test('the axis says when it begins and ends, counted from now though the history has ended', t => {
	t.deepEqual(axisLabels({from: 60, to: 0}, 0), ['-1 min', 'now']);
	t.deepEqual(axisLabels({from: 320, to: 20}, 0), ['-5 min 20 s', '-20 s']);
	t.deepEqual(axisLabels({from: 60, to: 0}, 90), ['-2 min 30 s', '-1 min 30 s']);
});
