import test from 'ava';
import {eventWith, workerWith} from '../../helpers/snapshots.js';
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
	['retry', [3]],
	['retry 3', [3]],
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
