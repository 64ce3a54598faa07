import test from 'ava';
import fc from 'fast-check';
import {
	idealPolicy, scalingPolicies, seedPolicy, workersForDrain, type ScalingMetrics, type ScalingSettings,
} from '../../source/domain/scaling.js';

const settings: ScalingSettings = {
	minWorkers: 1, maxWorkers: 10, scaleUpAt: 0.8, scaleDownAt: 0.2, batchSize: 50,
};

const steady: ScalingMetrics = {
	workers: 3, usage: 0.5, heldBack: 0, arrivalRate: 1000, flushTime: 300,
};

const anyMetrics: fc.Arbitrary<ScalingMetrics> = fc.record({
	workers: fc.integer({min: 0, max: 30}),
	usage: fc.double({min: 0, max: 1.5, noNaN: true}),
	heldBack: fc.double({min: 0, max: 1, noNaN: true}),
	arrivalRate: fc.double({min: 0, max: 1e7, noNaN: true}),
	flushTime: fc.option(fc.double({min: 0, max: 1e5, noNaN: true}), {nil: undefined}),
});

const anySettings: fc.Arbitrary<ScalingSettings> = fc.record({
	minWorkers: fc.integer({min: 1, max: 10}),
	more: fc.nat(20),
	scaleUpAt: fc.double({min: 0.5, max: 1, noNaN: true}),
	scaleDownAt: fc.double({min: 0, max: 0.5, noNaN: true}),
	batchSize: fc.integer({min: 1, max: 1000}),
}).map(({more, ...rest}) => ({...rest, maxWorkers: rest.minWorkers + more}));

for (const [title, metrics, desired, reason] of [
	['adds one above scaleUpAt', {usage: 0.81}, 4, 'usage 0.81 > 0.80'],
	['says by how little it is above', {usage: 0.8007}, 4, 'usage 0.801 > 0.800'],
	['stays at scaleUpAt', {usage: 0.8}, 3, 'usage 0.80'],
	['adds one when the producer is held back', {heldBack: 0.21}, 4, 'producer waits 21 % of the time'],
	['stays when it is hardly held back', {heldBack: 0.2}, 3, 'usage 0.50'],
	['adds one when it is held back though the queue is empty', {usage: 0, heldBack: 0.5}, 4, 'producer waits 50 % of the time'],
	['removes one below scaleDownAt', {usage: 0.19}, 2, 'usage 0.19 < 0.20'],
	['stays at scaleDownAt', {usage: 0.2}, 3, 'usage 0.20'],
	['goes no higher than the maximum', {workers: 10, usage: 0.95}, 10, 'usage 0.95 > 0.80 (max 10)'],
	['goes no lower than the minimum', {workers: 1, usage: 0}, 1, 'usage 0.00 < 0.20 (min 1)'],
	['obeys a maximum that was lowered', {workers: 14}, 10, 'usage 0.50 (max 10)'],
	['obeys a minimum that was raised', {workers: 0}, 1, 'usage 0.50 (min 1)'],
] as const) {
	test(`seed ${title}`, t => {
		t.deepEqual(seedPolicy({...steady, ...metrics}, settings), {desired, reason});
	});
}

for (const [title, metrics, desired, reason] of [
	['has as many as the arrivals need', {}, 6, '1000/s × 300 ms / 50 = 6.0'],
	['rounds up', {arrivalRate: 1050}, 7, '1050/s × 300 ms / 50 = 6.3'],
	['adds none for a tenth of a worker', {arrivalRate: 1016}, 6, '1016/s × 300 ms / 50 = 6.1'],
	['removes many at once', {workers: 9, arrivalRate: 100}, 1, '100/s × 300 ms / 50 = 0.6'],
	['stays before the first flush', {flushTime: undefined}, 3, 'no flush measured yet'],
	['wants one though nothing arrives', {arrivalRate: 0}, 1, '0/s × 300 ms / 50 = 0.0'],
	['goes no higher than the maximum', {arrivalRate: 5000}, 10, '5000/s × 300 ms / 50 = 30.0 (max 10)'],
	['adds one where the producer is held back all the same', {workers: 6, heldBack: 0.3}, 7, '1000/s × 300 ms / 50 = 6.0, but producer waits 30 % of the time'],
	['does not where more are coming anyway', {workers: 4, heldBack: 0.3}, 6, '1000/s × 300 ms / 50 = 6.0'],
] as const) {
	test(`ideal ${title}`, t => {
		t.deepEqual(idealPolicy({...steady, ...metrics}, settings), {desired, reason});
	});
}

test('ideal obeys a minimum of several workers', t => {
	t.deepEqual(idealPolicy({...steady, arrivalRate: 100}, {...settings, minWorkers: 4}), {desired: 4, reason: '100/s × 300 ms / 50 = 0.6 (min 4)'});
});

test('every policy stays within the bounds and says why in one line', t => {
	fc.assert(fc.property(anyMetrics, anySettings, fc.constantFrom(...Object.values(scalingPolicies)), (metrics, settings, policy) => {
		const {desired, reason} = policy(metrics, settings);
		t.true(Number.isInteger(desired));
		t.true(desired >= settings.minWorkers && desired <= settings.maxWorkers);
		t.regex(reason, /^[^\n]+$/v);
	}));
});

test('seed never moves more than one within the bounds', t => {
	fc.assert(fc.property(anyMetrics, anySettings, (metrics, settings) => {
		const workers = Math.min(settings.maxWorkers, Math.max(settings.minWorkers, metrics.workers));
		t.true(Math.abs(seedPolicy({...metrics, workers}, settings).desired - workers) <= 1);
	}));
});

test('ideal is enough by Little\'s law, but for a tenth of a worker, and one fewer would not be', t => {
	fc.assert(fc.property(anyMetrics, fc.double({min: 0.1, max: 1e4, noNaN: true}), (metrics, flushTime) => {
		const {desired} = idealPolicy({...metrics, heldBack: 0, flushTime}, {...settings, maxWorkers: 1e12});
		const needed = metrics.arrivalRate * flushTime / 1000 / settings.batchSize;
		t.true(desired >= needed - 0.101);
		t.true(desired === 1 || desired - 1 < needed);
	}));
});

for (const [depth, workers, desired] of [
	[0, 3, 3], [1, 1, 1], [51, 1, 2], [500, 1, 10], [5000, 1, 10], [100, 6, 6], [5000, 12, 12], [0, 0, 1],
] as const) {
	test(`${workers} workers empty a queue of ${depth} soonest as ${desired}`, t => {
		t.is(workersForDrain(depth, workers, settings), desired);
	});
}
