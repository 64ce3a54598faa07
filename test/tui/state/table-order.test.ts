import test from 'ava';
import fc from 'fast-check';
import {workerWith} from '../../helpers/snapshots.js';
import type {WorkerSnapshot, WorkerState} from '../../../source/contract/snapshot.js';
import {
	inOrder, isDescending, orderBy, survivorOf, type ColumnName, type Order,
} from '../../../source/tui/state/table-order.js';
import {noTrends} from '../../../source/tui/state/trends.js';

function by(column: ColumnName, isReversed = false): Order {
	return {column, isReversed};
}

function idsOf(workers: readonly WorkerSnapshot[], order: Order): readonly number[] {
	return inOrder(workers, order, noTrends).map(({id}) => id);
}

const time = (p99: number) => ({
	count: 1, p50: 1, p99, p999: p99,
});

test('figures are sorted with the highest first, reversed with the lowest', t => {
	const workers = [20, 100, 3].map((rate, index) => workerWith({id: index + 1, rate}));
	t.deepEqual(idsOf(workers, by('rate')), [2, 1, 3]);
	t.deepEqual(idsOf(workers, by('rate', true)), [3, 1, 2]);
});

test('what is equal, or looks equal, stands by id in either order', t => {
	const workers = [[4, 199.4], [1, 198.6], [3, 199], [2, 200]].map(([id = 0, rate = 0]) => workerWith({id, rate}));
	t.deepEqual(idsOf(workers, by('rate')), [2, 1, 3, 4]);
	t.deepEqual(idsOf(workers, by('rate', true)), [1, 3, 4, 2]);
});

test('states are sorted with trouble first', t => {
	const states: readonly WorkerState[] = ['flushing', 'filling', 'idle', 'paused', 'backingOff'];
	const workers = states.map((state, index) => workerWith({id: index + 1, state}));
	t.deepEqual(idsOf(workers, by('state')), [5, 4, 3, 2, 1]);
});

test('a worker without a value comes last in either order', t => {
	const workers = [workerWith({id: 1}), workerWith({id: 2, flushTime: time(3)}), workerWith({id: 3, flushTime: time(7)})];
	t.deepEqual(idsOf(workers, by('p99')), [3, 2, 1]);
	t.deepEqual(idsOf(workers, by('p99', true)), [2, 3, 1]);
});

test('a trend is sorted by its mean', t => {
	const workers = [1, 2, 3].map(id => workerWith({id}));
	const rates = new Map([[1, [10, 10]], [2, [30, 0]], [3, []]]);
	t.deepEqual(inOrder(workers, by('trend'), {second: 2, rates}).map(({id}) => id), [2, 1, 3]);
});

test('the same column again is reversed, another one begins as it tells most', t => {
	t.deepEqual(orderBy(by('worker'), 'rate'), by('rate'));
	t.deepEqual(orderBy(by('rate'), 'rate'), by('rate', true));
	t.deepEqual(orderBy(by('rate', true), 'rate'), by('rate'));
	t.deepEqual(orderBy(by('rate', true), 'state'), by('state'));
	t.deepEqual([by('worker'), by('worker', true), by('rate'), by('rate', true)].map(order => isDescending(order)), [false, true, true, false]);
});

const rows = [5, 3, 9, 1].map(id => workerWith({id}));
const survivors: ReadonlyArray<readonly [string, number | undefined, readonly number[], number | undefined]> = [
	['what is still there stays', 3, [1, 3], 3],
	['none stays none', undefined, [1], undefined],
	['the row below takes the place', 3, [1, 5, 9], 9],
	['if that is gone too, the next', 3, [1, 5], 1],
	['at the end, the row above', 1, [5, 3, 9], 9],
	['where all are new, the last', 3, [20, 21], 21],
	['where none is left, none', 3, [], undefined],
];

for (const [title, selected, left, expected] of survivors) {
	test(`the selection when rows go: ${title}`, t => {
		t.is(survivorOf(selected, rows, left.map(id => workerWith({id}))), expected);
	});
}

test('an order never loses or doubles a worker', t => {
	const worker = fc.record({rate: fc.nat(5), failures: fc.nat(2)});
	fc.assert(fc.property(fc.array(worker), fc.constantFrom<ColumnName>('rate', 'failed', 'p50', 'trend', 'worker'), fc.boolean(), (parts, column, isReversed) => {
		const workers = parts.map((part, id) => workerWith({id, ...part}));
		t.deepEqual(idsOf(workers, by(column, isReversed)).toSorted((a, b) => a - b), workers.map(({id}) => id));
	}));
});
