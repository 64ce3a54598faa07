import test from 'ava';
import {snapshotWith, workerWith} from '../../helpers/snapshots.js';
import {follow, keptTrend, noTrends} from '../../../source/tui/state/trends.js';

test('a trend has one rate a second, as many as are kept, and ends with its worker', t => {
	let trends = noTrends;
	for (let elapsed = 0; elapsed < 60_000; elapsed += 400) {
		const second = Math.floor(elapsed / 1000);
		trends = follow(trends, snapshotWith({elapsed, workers: [workerWith({id: 1, rate: second}), ...(second < 59 ? [workerWith({id: 2})] : [])]}));
	}

	t.deepEqual(trends.rates.get(1), Array.from({length: keptTrend}, (_, index) => 60 - keptTrend + index));
	t.deepEqual([...trends.rates.keys()], [1]);
});

test('within a second nothing changes, so that nothing is drawn again', t => {
	const trends = follow(noTrends, snapshotWith({elapsed: 1000, workers: [workerWith({})]}));
	t.is(follow(trends, snapshotWith({elapsed: 1900, workers: []})), trends);
});
