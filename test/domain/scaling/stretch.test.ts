import test from 'ava';
import {
	batchesPerWorker, batchTimeOf, errorOf, joined, rateOf,
} from '../../../source/domain/scaling/stretch.js';
import {stretchWith} from '../../helpers/stretches.js';

test('a stretch has a rate, a mean time of a batch, and batches at the sink for each worker', t => {
	const stretch = stretchWith({workers: 4});
	t.is(rateOf(stretch), 2000);
	t.is(batchTimeOf(stretch), 100);
	t.is(batchesPerWorker(stretch), 1);
});

test('a stretch in which nothing happened has no time of a batch', t => {
	const stretch = stretchWith({workers: 0, elapsed: 0, batches: 0});
	t.is(rateOf(stretch), 0);
	t.is(batchTimeOf(stretch), Infinity);
	t.is(batchesPerWorker(stretch), 0);
});

test('joined stretches keep all while they are short, and fade out once they are long and of many batches', t => {
	const one = stretchWith({workers: 1});
	t.deepEqual(joined(one, one, 3000), stretchWith({workers: 1, elapsed: 1000, batches: 10}));
	const long = stretchWith({workers: 1, elapsed: 6000, batches: 60});
	t.is(joined(long, one, 3000).batches, 55);
	const busy = stretchWith({workers: 1, elapsed: 6000, batches: 600});
	t.is(joined(busy, one, 3000).elapsed, 3500);
	t.is(joined(busy, one, 3000).batches, 305);
});

test('a rate is the surer the more batches there were, and never quite sure', t => {
	const errors = [1, 10, 100, 1e6].map(batches => errorOf(stretchWith({workers: 1, batches}), stretchWith({workers: 2, batches})));
	t.deepEqual(errors, errors.toSorted((a, b) => b - a));
	t.true((errors[0] ?? 0) > 0.7 && (errors[3] ?? 0) > 0.04);
});
