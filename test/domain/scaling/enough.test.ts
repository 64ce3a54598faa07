import test from 'ava';
import fc from 'fast-check';
import {enoughWorkers, surelyMoved} from '../../../source/domain/scaling/enough.js';
import {withSighting, type Experience} from '../../../source/domain/scaling/experience.js';
import type {Stretch} from '../../../source/domain/scaling/stretch.js';
import {fastStretch, stretchOfSlots, stretchWith} from '../../helpers/stretches.js';

/** What is known after these stretches; those that are not settled are those in which a change could not show. */
function known(stretches: readonly Stretch[], isSettled = true): Experience {
	let experience: Experience = new Map();
	for (const stretch of stretches) {
		experience = withSighting(experience, {
			stretch, now: 0, isPressed: true, isSettled, memory: 30_000,
		});
	}

	return experience;
}

const climb = (workers: number, stretchOf: (workers: number) => Stretch): readonly Stretch[] => Array.from({length: workers}, (_, index) => stretchOf(index + 1));

for (const [title, stretches, workers, enough] of [
	['each worker brings what the others do', climb(10, workers => stretchWith({workers})), 10, undefined],
	['of a receiver with three places, three are enough', climb(7, workers => stretchOfSlots(workers, 3)), 7, 3],
	['as long as few batches were seen, that can\'t be told', climb(4, workers => stretchWith({workers, batches: 2, flushTime: 1000})), 4, undefined],
	['at full speed one is enough', climb(2, workers => fastStretch(workers)), 2, 1],
	['at full speed a second one may help', [fastStretch(1, 1_000_000), fastStretch(2, 1_500_000)], 2, undefined],
	['where more workers are slower, fewer are enough', [fastStretch(1, 1_000_000), fastStretch(2, 800_000)], 2, 1],
	['the tenth brings a little of what each of the others does', climb(10, workers => fastStretch(workers, 1_000_000 * (workers ** 0.5))), 10, undefined],
	['none is known but the present ones', [fastStretch(5)], 5, undefined],
	['nothing is known', [], 5, undefined],
	['a batch takes no longer, so the rate alone is no proof', [stretchWith({workers: 1, batches: 60, elapsed: 6000}), stretchWith({
		workers: 2, batches: 60, elapsed: 3000, records: 1500,
	})], 2, undefined],
] as const) {
	test(`enough workers: ${title}`, t => {
		t.is(enoughWorkers(known(stretches), workers), enough);
	});
}

test('where workers were added at once, the time of a batch tells how many are enough', t => {
	const before = known([stretchWith({workers: 1, batches: 20, elapsed: 2000})], false);
	const after = {
		stretch: {
			...stretchOfSlots(10, 3), elapsed: 2000, batches: 60, records: 3000, flushTime: 20_000,
		}, now: 0, isPressed: true, isSettled: true, memory: 30_000,
	};
	t.is(enoughWorkers(withSighting(before, after), 10), 3);
});

test('what was measured between counts for more than the time of a batch', t => {
	const between = known([stretchWith({workers: 1}), stretchWith({workers: 5})]);
	const after = {
		stretch: stretchWith({workers: 10, batches: 30, flushTime: 5000}), now: 0, isPressed: true, isSettled: true, memory: 30_000,
	};
	t.is(enoughWorkers(withSighting(between, after), 10), undefined);
});

test('workers that each bring what the others do are never too many, whatever the receiver takes for a batch', t => {
	fc.assert(fc.property(fc.integer({min: 2, max: 50}), fc.double({min: 1, max: 5000, noNaN: true}), fc.double({min: 0.9, max: 1.1, noNaN: true}), (workers, time, unrest) => {
		const stretches = climb(workers, count => {
			const batches = count * 5000 / time * (count === workers ? unrest : 1);
			return stretchWith({
				workers: count, elapsed: 5000, batches, records: batches * 50, flushTime: batches * time,
			});
		});
		t.is(enoughWorkers(known(stretches), workers), undefined);
	}));
});

test('workers beyond the places of a receiver are found out once enough was seen, and never more are taken back than are too many', t => {
	fc.assert(fc.property(fc.integer({min: 1, max: 10}), fc.integer({min: 1, max: 10}), (slots, more) => {
		const enough = enoughWorkers(known(climb(slots + more, workers => ({
			...stretchOfSlots(workers, slots), elapsed: 50_000, batches: Math.min(workers, slots) * 500, records: Math.min(workers, slots) * 25_000, flushTime: 50_000 * workers,
		}))), slots + more);
		t.true(enough === undefined || enough >= slots);
		t.true(more < slots || enough === slots);
	}));
});

test('how much more workers surely moved leaves room for chance', t => {
	t.true(surelyMoved(fastStretch(2, 2_000_000), fastStretch(1)) > 1.9);
	t.true(surelyMoved(stretchWith({workers: 2}), stretchWith({workers: 1})) < 1.5);
});
