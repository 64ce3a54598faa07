import test from 'ava';
import fc from 'fast-check';
import {stepPolicy} from '../../../source/domain/scaling/step.js';
import {
	anyMetrics, anySettings, settings, steady,
} from '../../helpers/scaling-cases.js';

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
	test(`step ${title}`, t => {
		t.deepEqual(stepPolicy.decide({...steady, ...metrics}, settings), {desired, reason});
	});
}

test('step never moves more than one within the bounds', t => {
	fc.assert(fc.property(anyMetrics, anySettings, (metrics, settings) => {
		const workers = Math.min(settings.maxWorkers, Math.max(settings.minWorkers, metrics.workers));
		t.true(Math.abs(stepPolicy.decide({...metrics, workers}, settings).desired - workers) <= 1);
	}));
});
