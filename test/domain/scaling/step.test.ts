import test from 'ava';
import fc from 'fast-check';
import {stepPolicy} from '../../../source/domain/scaling/step.js';
import {
	anyMetrics, anySettings, settings, steady,
} from '../../helpers/scaling-cases.js';

for (const [title, metrics, desired, reason, lineReason] of [
	['adds one above scaleUpAt', {usage: 0.81}, 4, 'queue 81 % full, above 80 %', 'usage 0.81 > 0.80'],
	['says by how little it is above', {usage: 0.8007}, 4, 'queue 80.1 % full, above 80.0 %', 'usage 0.801 > 0.800'],
	['stays at scaleUpAt', {usage: 0.8}, 3, 'queue 80 % full'],
	['adds one when the producer is held back', {heldBack: 0.21}, 4, 'producer waits 21 % of the time'],
	['stays when it is hardly held back', {heldBack: 0.2}, 3, 'queue 50 % full'],
	['adds one when it is held back though the queue is empty', {usage: 0, heldBack: 0.5}, 4, 'producer waits 50 % of the time'],
	['removes one below scaleDownAt', {usage: 0.19}, 2, 'queue 19 % full, below 20 %', 'usage 0.19 < 0.20'],
	['stays at scaleDownAt', {usage: 0.2}, 3, 'queue 20 % full'],
	['goes no higher than the maximum', {workers: 10, usage: 0.95}, 10, 'queue 95 % full, above 80 % (max 10)', 'usage 0.95 > 0.80 (max 10)'],
	['goes no lower than the minimum', {workers: 1, usage: 0}, 1, 'queue 0 % full, below 20 % (min 1)', 'usage 0.00 < 0.20 (min 1)'],
	['obeys a maximum that was lowered', {workers: 14}, 10, 'queue 50 % full (max 10)'],
	['obeys a minimum that was raised', {workers: 0}, 1, 'queue 50 % full (min 1)'],
] as const) {
	test(`step ${title}`, t => {
		t.deepEqual(stepPolicy.decide({...steady, ...metrics}, settings), {desired, reason, ...lineReason !== undefined && {lineReason}});
	});
}

test('step never moves more than one within the bounds', t => {
	fc.assert(fc.property(anyMetrics, anySettings, (metrics, settings) => {
		const workers = Math.min(settings.maxWorkers, Math.max(settings.minWorkers, metrics.workers));
		t.true(Math.abs(stepPolicy.decide({...metrics, workers}, settings).desired - workers) <= 1);
	}));
});
