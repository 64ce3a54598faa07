import test from 'ava';
import {eventWith, workerWith} from '../../helpers/snapshots.js';
import {inputLine} from '../../../source/tui/keys/filter-input.js';
import {widthOf} from '../../../source/tui/lines/text.js';
import {matchingEvents, matchingWorkers} from '../../../source/tui/state/filter.js';

const workers = [
	workerWith({id: 1, state: 'flushing'}), workerWith({id: 3, state: 'backingOff'}), workerWith({id: 13, state: 'filling'}),
];

const ofWorkers: ReadonlyArray<readonly [string, readonly number[]]> = [
	['', [1, 3, 13]],
	['  ', [1, 3, 13]],
	['flush', [1]],
	['FL', [1]],
	['3', [3]],
	['back off', [3]],
	['back 3', [3]],
	['back 1', []],
	['g', [1, 3, 13]],
	['xyz', []],
];

for (const [filter, ids] of ofWorkers) {
	test(`of the workers, "${filter}" lets ${ids.join(', ') || 'none'} through`, t => {
		t.deepEqual(matchingWorkers(workers, filter).map(({id}) => id), ids);
	});
}

const events = [
	eventWith({
		id: 1, source: 'scaler', message: 'scaling UP, workers = 2', detail: 'usage 0.85 > 0.80',
	}),
	eventWith({
		id: 2, source: 'sink', level: 'error', message: 'a batch failed', detail: 'ECONNREFUSED',
	}),
	eventWith({
		id: 3, source: 'you', level: 'warning', message: 'worker 2 killed',
	}),
];

const ofEvents: ReadonlyArray<readonly [string, readonly number[]]> = [
	['', [1, 2, 3]],
	['error', [2]],
	['scaler', [1]],
	['up 0.85', [1]],
	['econn', [2]],
	['2 worker', [1, 3]],
	['worker scaler killed', []],
];

for (const [filter, ids] of ofEvents) {
	test(`of the events, "${filter}" lets ${ids.join(', ') || 'none'} through`, t => {
		t.deepEqual(matchingEvents(events, filter).map(({id}) => id), ids);
	});
}

test('the input has room in every screen: of a long filter its end is shown', t => {
	const textOf = (filter: string, width: number) => inputLine('workers', filter, width).map(({text}) => text).join('');
	t.is(textOf('flush', 60), ' / filter workers: flush▏  enter keeps, esc clears');
	t.is(textOf('x'.repeat(39) + 'y', 60), ` / filter workers: ${'x'.repeat(39)}y▏`);
	for (let width = 30; width < 120; width++) {
		const text = textOf(`${'日本'.repeat(10)}${'a'.repeat(20)}`, width);
		t.true(text.includes('a▏'));
		t.true(widthOf(text) <= width);
	}
});
