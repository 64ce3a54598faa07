import test from 'ava';
import fc from 'fast-check';
import {newRestraint, restrain, type Question} from '../../../source/domain/scaling/restraint.js';
import type {Stretch} from '../../../source/domain/scaling/stretch.js';
import {settings as scaling} from '../../helpers/scaling-cases.js';
import {fastStretch, stretchWith} from '../../helpers/stretches.js';

const settings = {...scaling, scaleInterval: 1000};

/** A scaler that looks once a second, by what its workers move. */
function createScaler(parts: Partial<Question['settings']> = {}) {
	let restraint = newRestraint();
	let now = 0;
	const scaler = {
		workers: 1,
		ask(stretch: Stretch, desired = Math.min(scaling.maxWorkers, stretch.workers + 1), rest: Partial<Question> = {}) {
			now += 1000;
			const answer = restrain(restraint, {
				stretch, now, isPressed: true, isSettled: true, desired, settings: {...settings, ...parts}, ...rest,
			});
			restraint = answer.restraint;
			scaler.workers = answer.desired;
			return answer;
		},

		/** The numbers of workers of so many looks. */
		look(times: number, stretchOf: (workers: number) => Stretch = fastStretch, desired?: number) {
			return Array.from({length: times}, () => scaler.ask(stretchOf(scaler.workers), desired).desired);
		},
		futile: () => restraint.futile,
		known: () => restraint.experience.size,
	};
	return scaler;
}

const growing = (workers: number): Stretch => fastStretch(workers, workers * 1_000_000);

test('a worker that brings nothing is taken back, with the figures', t => {
	const scaler = createScaler();
	t.deepEqual(scaler.look(1), [2]);
	t.like(scaler.ask(fastStretch(2)), {
		desired: 1, takenBack: {
			from: 2, to: 1, rate: 2_000_000, until: 12_000,
		},
	});
});

test('no worker is added for ten intervals, then for twenty, and for some five minutes at the most', t => {
	const scaler = createScaler();
	const added = scaler.look(3000).flatMap((workers, index) => workers === 2 ? [index] : []);
	t.deepEqual(added.map((at, index) => at - (added[index - 1] ?? 0)).slice(1), [11, 21, 41, 81, 161, 321, 321, 321, 321, 321, 321, 321, 321]);
});

test('meanwhile it says what was taken back', t => {
	const scaler = createScaler();
	scaler.look(2);
	t.like(scaler.ask(fastStretch(1)), {desired: 1, takenBack: {from: 2, to: 1}});
});

test('workers that help are never taken back', t => {
	t.deepEqual(createScaler().look(20, growing), [2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10]);
});

test('a try that helps after futile ones ends the restraint', t => {
	const scaler = createScaler();
	scaler.look(2);
	t.is(scaler.futile(), 1);
	scaler.look(10);
	t.is(scaler.workers, 2);
	t.deepEqual(scaler.look(3, growing), [3, 4, 5]);
	t.is(scaler.futile(), 0);
});

test('workers that were taken back by mistake come again soon, but not without end', t => {
	const scaler = createScaler();
	scaler.look(2);
	t.is(scaler.workers, 1);
	t.deepEqual(scaler.look(2, workers => fastStretch(workers, 760_000)), [1, 2]);
	t.is(scaler.futile(), 1);
});

test('after a futile try a policy that wants many gets one at a time, each once the one before can show', t => {
	const scaler = createScaler();
	scaler.look(2);
	scaler.look(9, fastStretch, 8);
	t.is(scaler.ask(fastStretch(1), 8).desired, 2);
	t.is(scaler.ask(fastStretch(2, 1_200_000), 8, {isSettled: false}).desired, 2);
	t.is(scaler.ask(fastStretch(2, 1_250_000), 8).desired, 3);
});

test('the minimum is never taken back', t => {
	const scaler = createScaler({minWorkers: 2});
	scaler.workers = 2;
	t.deepEqual(scaler.look(3), [3, 2, 2]);
	const four = createScaler({minWorkers: 4});
	four.workers = 4;
	t.like(four.ask(fastStretch(4), 4), {desired: 4, takenBack: undefined});
});

test('a policy that wants fewer has its way', t => {
	const scaler = createScaler();
	scaler.look(2);
	t.is(scaler.ask(fastStretch(5), 4).desired, 4);
	t.is(scaler.ask(fastStretch(1), 0, {isPressed: false}).desired, 0);
});

for (const [title, stretch, parts] of [
	['that were not pressed', fastStretch(2), {isPressed: false}],
	['whose effect can\'t show yet', fastStretch(2), {isSettled: false}],
	['under which the sink is down', stretchWith({workers: 2, batches: 0, failures: 3}), {}],
	['of which a part fails', {...fastStretch(2), failures: 5000}, {}],
	['that hang', stretchWith({workers: 2, batches: 0}), {}],
	['under which far less goes out than before: something else has changed', fastStretch(2, 300_000), {}],
] as const) {
	test(`workers ${title} are not taken back`, t => {
		const scaler = createScaler();
		scaler.look(1);
		t.like(scaler.ask(stretch, 3, parts), {desired: 3, takenBack: undefined});
	});
}

for (const [title, stretch] of [
	['the sink was down', stretchWith({workers: 1, batches: 0, failures: 3})],
	['far more goes out', fastStretch(1, 2_000_000)],
	['far less goes out', fastStretch(1, 400_000)],
] as const) {
	test(`a restraint is forgotten when ${title}`, t => {
		const scaler = createScaler();
		scaler.look(2);
		t.is(scaler.ask(stretch).desired, 2);
		t.is(scaler.futile(), 0);
	});
}

test('a restraint is forgotten when for long no worker was wanted', t => {
	const scaler = createScaler();
	scaler.look(2);
	for (let look = 0; look < 41; look++) {
		scaler.ask(fastStretch(1), 1, {isPressed: false});
	}

	t.is(scaler.futile(), 0);
});

test('whatever comes, it stays within the bounds that the policy keeps, adds no more than wanted, and takes back only with a reason', t => {
	const step = fc.record({
		records: fc.integer({min: 0, max: 5_000_000}),
		batches: fc.nat(50_000),
		flushTime: fc.nat(1_000_000),
		failures: fc.nat(100),
		desired: fc.integer({min: 2, max: 10}),
		isPressed: fc.boolean(),
		isSettled: fc.boolean(),
	});
	fc.assert(fc.property(fc.array(step, {maxLength: 60}), steps => {
		const scaler = createScaler({minWorkers: 2});
		scaler.workers = 2;
		for (const {desired, isPressed, isSettled, ...parts} of steps) {
			const {workers} = scaler;
			const answer = scaler.ask({workers, elapsed: 500, ...parts}, desired, {isPressed, isSettled});
			t.true(answer.desired >= 2 && answer.desired <= 10);
			t.true(answer.desired <= desired);
			t.true(answer.desired >= Math.min(workers, desired) || answer.takenBack !== undefined);
			t.true(scaler.known() <= 10);
		}
	}));
});
