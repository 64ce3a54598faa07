import test from 'ava';
import type {GivenSettings} from '../../helpers/settings.js';
import {wholeOf} from '../../../source/domain/chunk.js';
import {LatencyMeter} from '../../../source/engine/metrics/latency-meter.js';
import {Autoscaler} from '../../../source/engine/scaler/autoscaler.js';
import type {Source} from '../../../source/engine/ports/source.js';
import {SyntheticSource} from '../../../source/sources/synthetic/synthetic-source.js';
import {VirtualClock} from '../../../source/simulation/virtual-clock.js';
import {createNumberedChunks} from '../../helpers/numbered-chunks.js';
import {createPumpBench} from '../../helpers/pump-bench.js';
import {createScriptedSource} from '../../helpers/scripted-source.js';

function createBench(settings: GivenSettings = {}, source: Source = new SyntheticSource(new VirtualClock())) {
	const bench = createPumpBench({settings: {rate: 1000, queueSize: 1000, ...settings}, source});
	const chunks = createNumberedChunks();
	const flushTime = new LatencyMeter();
	const state = {workers: 3};
	const autoscaler = new Autoscaler(bench.context, {
		queue: bench.queue, pacer: bench.pacer, flushTime, isGenerated: source.isGenerated, workers: () => state.workers,
	});
	return {
		...bench, autoscaler, flushTime, state,

		/** Sets the depth of the queue. */
		fill(depth: number): void {
			bench.consume(Math.max(0, bench.queue.depth - depth));
			const missing = depth - bench.queue.depth;
			if (missing > 0) {
				bench.queue.offerAll(wholeOf(chunks.fixed(missing).chunk));
			}
		},
	};
}

test('decides by the mean usage since it began to observe', t => {
	const {autoscaler, fill, clock} = createBench();
	fill(1000);
	autoscaler.sampleQueue();
	autoscaler.observe();
	for (const depth of [900, 900, 0]) {
		fill(depth);
		autoscaler.sampleQueue();
	}

	fill(600);
	clock.advance(1000);
	autoscaler.decide();
	t.false(autoscaler.changeIsDue);
	t.deepEqual(autoscaler.decision, {desired: 3, reason: 'queue 60 % full'});
});

test('a change is due with its reason', t => {
	const {autoscaler, fill, clock} = createBench();
	autoscaler.observe();
	fill(900);
	clock.advance(1000);
	autoscaler.decide();
	t.true(autoscaler.changeIsDue);
	t.deepEqual(autoscaler.decision, {desired: 4, reason: 'queue 90 % full, above 80 %', lineReason: 'usage 0.90 > 0.80'});
});

test('backpressure counts as its share of the time since it began to observe', t => {
	const {autoscaler, fill, clock, pacer} = createBench();
	fill(500);
	pacer.applyPressure('light');
	clock.advance(10_000);
	pacer.applyPressure('free');
	autoscaler.observe();
	clock.advance(700);
	pacer.applyPressure('light');
	clock.advance(300);
	autoscaler.decide();
	t.true(autoscaler.changeIsDue);
	t.is(autoscaler.decision.reason, 'producer waits 30 % of the time');
	autoscaler.observe();
	pacer.applyPressure('free');
	clock.advance(1000);
	autoscaler.decide();
	t.false(autoscaler.changeIsDue);
});

test('decisions stay one interval apart: after a change the observation is as much shorter as the cool-down lasts', t => {
	const {autoscaler, fill, clock, settings} = createBench({scaleInterval: 2000});
	t.is(autoscaler.observation, 2000);
	autoscaler.observe();
	fill(900);
	clock.advance(2000);
	autoscaler.decide();
	t.true(autoscaler.changeIsDue);
	t.is(autoscaler.cooldown + autoscaler.observation, 2000);
	fill(500);
	clock.advance(autoscaler.cooldown);
	autoscaler.observe();
	clock.advance(autoscaler.observation);
	autoscaler.decide();
	t.false(autoscaler.changeIsDue);
	t.is(autoscaler.observation, 2000);
	settings.scaleInterval = 500;
	t.is(autoscaler.observation, 500);
});

test('the demand of a generator is the rate that it aims at, with a spike, though the queue holds it back', t => {
	const {autoscaler, flushTime, clock, pacer} = createBench({scaler: 'demand', maxWorkers: 100});
	autoscaler.observe();
	flushTime.record(300);
	clock.advance(1000);
	autoscaler.decide();
	t.true(autoscaler.changeIsDue);
	t.deepEqual(autoscaler.decision, {desired: 6, reason: '1000/s × 300 ms / 50 = 6.0'});
	pacer.startSpike({type: 'spike.start'});
	autoscaler.decide();
	t.is(autoscaler.decision.desired, 30);
});

for (const rate of ['max', 1000] as const) {
	test(`the demand of a real source is what arrived, at a rate of ${rate} too`, t => {
		const {autoscaler, flushTime, clock, totals} = createBench({scaler: 'demand', rate}, createScriptedSource());
		totals.accepted.add(100_000, 1);
		autoscaler.observe();
		flushTime.record(300);
		totals.accepted.add(400, 1);
		clock.advance(2000);
		autoscaler.decide();
		t.true(autoscaler.changeIsDue);
		t.deepEqual(autoscaler.decision, {desired: 2, reason: '200/s × 300 ms / 50 = 1.2'});
	});
}

test('the flush time is the mean since it began to observe, or the last one known', t => {
	const {autoscaler, flushTime, clock} = createBench({scaler: 'demand', maxWorkers: 100});
	autoscaler.observe();
	clock.advance(1000);
	autoscaler.decide();
	t.false(autoscaler.changeIsDue);
	t.is(autoscaler.decision.reason, 'no flush measured yet');
	flushTime.record(10_000);
	autoscaler.observe();
	flushTime.record(100);
	flushTime.record(300);
	clock.advance(1000);
	autoscaler.decide();
	t.is(autoscaler.decision.reason, '1000/s × 200 ms / 50 = 4.0');
	autoscaler.observe();
	clock.advance(1000);
	autoscaler.decide();
	t.is(autoscaler.decision.reason, '1000/s × 200 ms / 50 = 4.0');
});

test('a decision in no time at all is one', t => {
	const {autoscaler} = createBench({scaler: 'demand', rate: 'max'});
	autoscaler.observe();
	autoscaler.decide();
	t.is(autoscaler.decision.desired, 3);
});

test('before it has decided, it wants the minimum', t => {
	t.deepEqual(createBench({minWorkers: 2}).autoscaler.decision, {desired: 2, reason: 'started'});
});

test('the policy can change while it runs', t => {
	const {autoscaler, flushTime, settings, clock} = createBench();
	autoscaler.observe();
	flushTime.record(300);
	clock.advance(1000);
	autoscaler.decide();
	t.is(autoscaler.decision.desired, 2);
	settings.scaler = 'demand';
	autoscaler.decide();
	t.is(autoscaler.decision.desired, 6);
});
