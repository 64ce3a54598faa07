import test from 'ava';
import fc from 'fast-check';
import {demandPolicy} from '../../../source/domain/scaling/demand.js';
import {anyMetrics, settings, steady} from '../../helpers/scaling-cases.js';

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
	test(`demand ${title}`, t => {
		t.deepEqual(demandPolicy.decide({...steady, ...metrics}, settings), {desired, reason});
	});
}

test('demand obeys a minimum of several workers', t => {
	t.deepEqual(demandPolicy.decide({...steady, arrivalRate: 100}, {...settings, minWorkers: 4}), {desired: 4, reason: '100/s × 300 ms / 50 = 0.6 (min 4)'});
});

test('demand is enough by Little\'s law, but for a tenth of a worker, and one fewer would not be', t => {
	fc.assert(fc.property(anyMetrics, fc.double({min: 0.1, max: 1e4, noNaN: true}), (metrics, flushTime) => {
		const {desired} = demandPolicy.decide({...metrics, heldBack: 0, flushTime}, {...settings, maxWorkers: 1e12});
		const needed = metrics.arrivalRate * flushTime / 1000 / settings.batchSize;
		t.true(desired >= needed - 0.101);
		t.true(desired === 1 || desired - 1 < needed);
	}));
});
