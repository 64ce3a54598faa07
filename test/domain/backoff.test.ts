import test from 'ava';
import fc from 'fast-check';
import {backoffDelay} from '../../source/domain/backoff.js';
import {createRandom} from '../../source/engine/seeded-random.js';

const settings = {backoffBase: 100, backoffCap: 30_000};

for (const [attempts, longest] of [[1, 100], [2, 200], [3, 400], [9, 25_600], [10, 30_000], [5000, 30_000]] as const) {
	test(`after ${attempts} attempts it waits up to ${longest} ms`, t => {
		t.is(backoffDelay(attempts, settings, () => 0), 0);
		t.is(backoffDelay(attempts, settings, () => 0.5), longest / 2);
		t.is(backoffDelay(attempts, settings, () => 1), longest);
	});
}

test('a delay lies between nothing and the lesser of the cap and the doubled base', t => {
	fc.assert(fc.property(fc.integer({min: 1, max: 10_000}), fc.nat(10_000), fc.nat(100_000), fc.double({
		min: 0, max: 1, maxExcluded: true, noNaN: true,
	}), (attempts, backoffBase, backoffCap, random) => {
		const delay = backoffDelay(attempts, {backoffBase, backoffCap}, () => random);
		t.true(delay >= 0 && delay <= backoffCap);
		t.true(attempts > 20 || delay <= backoffBase * (2 ** (attempts - 1)));
	}));
});

test('the jitter is full: delays are spread evenly over all that is allowed', t => {
	const random = createRandom(1);
	const tenths = Array.from({length: 10}, () => 0);
	for (let index = 0; index < 10_000; index++) {
		const tenth = Math.floor(backoffDelay(4, settings, random) / 80);
		tenths[tenth] = (tenths[tenth] ?? 0) + 1;
	}

	t.is(tenths.length, 10);
	t.true(tenths.every(count => count > 850 && count < 1150), `${tenths.join(', ')}`);
});
