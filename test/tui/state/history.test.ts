import test from 'ava';
import {snapshotWith} from '../../helpers/snapshots.js';
import {
	columnsOf, noHistory, record, sampleAt, type History,
} from '../../../source/tui/state/history.js';

const base = snapshotWith({});

function at(elapsed: number, produced: number, mark?: string) {
	const events = mark === undefined
		? []
		: [{
			id: 1, at: 0, level: 'info', source: 'you', message: '', mark,
		} as const];
	return {
		...base, elapsed, rates: {produced, processed: produced / 2}, events,
	};
}

test('the last snapshot of a second stands for it, with the marks of all', t => {
	let history: History = record(noHistory, at(1000, 10, 'spike'));
	history = record(history, at(1900, 20, 'kill'));
	history = record(history, at(2000, 30));
	t.deepEqual(history.map(({second, produced, marks}) => ({second, produced, marks})), [
		{second: 1, produced: 20, marks: ['spike', 'kill']},
		{second: 2, produced: 30, marks: []},
	]);
});

test('missed seconds are filled without repeating marks', t => {
	const history = record(record(noHistory, at(1000, 10)), at(4000, 40, 'spike'));
	t.deepEqual(history.map(({second, produced, marks}) => [second, produced, marks.length]), [[1, 10, 0], [2, 40, 0], [3, 40, 0], [4, 40, 1]]);
});

test('only the last hour is kept', t => {
	let history: History = noHistory;
	for (let second = 0; second < 3700; second++) {
		history = record(history, at(second * 1000, second));
	}

	t.is(history.length, 3600);
	t.is(history[0]?.second, 100);
	t.is(record(history, at(9_000_000, 1)).length, 3600);
});

test('columns of several seconds begin at fixed seconds, so that a drawn column never changes', t => {
	let history: History = noHistory;
	const drawn: string[] = [];
	for (let second = 0; second < 40; second++) {
		history = record(history, at(second * 1000, second * second));
		const columns = columnsOf(history, 5, 3);
		const newest = Math.floor(second / 3);
		for (const [index, column] of columns.slice(0, -1).entries()) {
			drawn.push(`${newest - 4 + index}: ${column?.produced.most}`);
		}
	}

	// One value for each column that was ever finished: 4 before the start, 13 since.
	t.is(new Set(drawn).size, 17);
});

test('before the start there are no columns', t => {
	t.deepEqual(columnsOf(record(noHistory, at(0, 7)), 3, 1).map(column => column?.produced.most), [undefined, undefined, 7]);
});

test('a column keeps the extremes of its seconds, and all marks', t => {
	let history: History = noHistory;
	for (const [second, produced] of [10, 90, 40].entries()) {
		history = record(history, at(second * 1000, produced, `m${second}`));
	}

	t.deepEqual(columnsOf(history, 1, 3), [{
		produced: {least: 10, most: 90}, processed: {least: 5, most: 45}, usage: {least: base.queue.usage, most: base.queue.usage}, p99: {least: 0, most: 0}, marks: ['m0', 'm1', 'm2'],
	}]);
});

test('columns may end at an earlier second', t => {
	let history: History = noHistory;
	for (let second = 0; second < 10; second++) {
		history = record(history, at(second * 1000, second));
	}

	t.deepEqual(columnsOf(history, 3, 2, 5).map(column => column?.produced.most), [1, 3, 5]);
	t.deepEqual(columnsOf(history, 3, 2, 1).map(column => column?.produced.most), [undefined, undefined, 1]);
});

test('a sample is found by its second, the nearest one beyond the ends', t => {
	const history = record(record(noHistory, at(5000, 50)), at(8000, 80));
	t.deepEqual([0, 5, 7, 8, Number.POSITIVE_INFINITY].map(second => sampleAt(history, second)?.second), [5, 5, 7, 8, 8]);
	t.is(sampleAt(noHistory, 3), undefined);
});

test('what was recorded stays as it was, for a screen that is frozen', t => {
	const before = record(noHistory, at(1000, 10));
	record(record(before, at(1500, 20)), at(2000, 30));
	t.deepEqual(before.map(({produced}) => produced), [10]);
});
