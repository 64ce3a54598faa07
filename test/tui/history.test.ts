import test from 'ava';
import {createFakePipeline} from '../helpers/fake-pipeline.js';
import {
	columnsOf, noHistory, record, type History,
} from '../../source/tui/history.js';

const base = createFakePipeline().step();

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

test('only the last ten minutes are kept', t => {
	let history: History = noHistory;
	for (let second = 0; second < 700; second++) {
		history = record(history, at(second * 1000, second));
	}

	t.is(history.length, 600);
	t.is(history[0]?.second, 100);
	t.is(record(history, at(9_000_000, 1)).length, 600);
});

test('columns of several seconds begin at fixed seconds, so that a drawn column never changes', t => {
	let history: History = noHistory;
	const drawn: string[] = [];
	for (let second = 0; second < 40; second++) {
		history = record(history, at(second * 1000, second * second));
		const columns = columnsOf(history, 5, 3);
		const newest = Math.floor(second / 3);
		for (const [index, column] of columns.slice(0, -1).entries()) {
			drawn.push(`${newest - 4 + index}: ${column?.produced}`);
		}
	}

	// One value for each column that was ever finished: 4 before the start, 13 since.
	t.is(new Set(drawn).size, 17);
});

test('before the start there are no columns', t => {
	t.deepEqual(columnsOf(record(noHistory, at(0, 7)), 3, 1).map(column => column?.produced), [undefined, undefined, 7]);
});
