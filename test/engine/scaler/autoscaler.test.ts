import test from 'ava';
import {wholeOf} from '../../../source/domain/chunk.js';
import type {ScalingDecision} from '../../../source/domain/scaling.js';
import {LatencyMeter} from '../../../source/engine/metrics/latency-meter.js';
import {Autoscaler} from '../../../source/engine/scaler/autoscaler.js';
import type {Source} from '../../../source/engine/ports/source.js';
import type {Settings} from '../../../source/settings/settings.js';
import {SyntheticSource} from '../../../source/sources/synthetic/synthetic-source.js';
import {VirtualClock} from '../../../source/simulation/virtual-clock.js';
import {createNumberedChunks} from '../../helpers/numbered-chunks.js';
import {createPumpBench} from '../../helpers/pump-bench.js';
import {createScriptedSource} from '../../helpers/scripted-source.js';

function createBench(settings: Partial<Settings> = {}, source: Source = new SyntheticSource(new VirtualClock())) {
	const bench = createPumpBench({settings: {rate: 1000, queueSize: 1000, ...settings}, source});
	const chunks = createNumberedChunks();
	const flushTime = new LatencyMeter();
	const asked: ScalingDecision[] = [];
	const state = {workers: 3};
	const observer = new Autoscaler({
		...bench,
		source,
		flushTime,
		workers: () => state.workers,
		ask(decision) {
			asked.push(decision);
		},
	});
	return {
		...bench, observer, flushTime, asked, state,

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

test('decides by the mean usage since it began to look', t => {
	const {observer, fill, clock} = createBench();
	fill(1000);
	observer.sample();
	observer.observe();
	for (const depth of [900, 900, 0]) {
		fill(depth);
		observer.sample();
	}

	fill(600);
	clock.advance(1000);
	observer.decide();
	t.false(observer.wantsChange);
	t.deepEqual(observer.decision, {desired: 3, reason: 'usage 0.60'});
});

test('a change that is due is asked for with its reason', t => {
	const {observer, fill, clock, asked} = createBench();
	observer.observe();
	fill(900);
	clock.advance(1000);
	observer.decide();
	t.true(observer.wantsChange);
	observer.scale();
	t.deepEqual(asked, [{desired: 4, reason: 'usage 0.90 > 0.80'}]);
});

test('what holds the producer back counts as the share of the time since it began to look', t => {
	const {observer, fill, clock, pacer} = createBench();
	fill(500);
	pacer.applyPressure('light');
	clock.advance(10_000);
	pacer.applyPressure('free');
	observer.observe();
	clock.advance(700);
	pacer.applyPressure('light');
	clock.advance(300);
	observer.decide();
	t.true(observer.wantsChange);
	t.is(observer.decision.reason, 'producer waits 30 % of the time');
	observer.observe();
	pacer.applyPressure('free');
	clock.advance(1000);
	observer.decide();
	t.false(observer.wantsChange);
});

test('decisions stay one interval apart: after a change the look is as much shorter as the cool-down lasts', t => {
	const {observer, fill, clock, settings} = createBench({scaleInterval: 2000});
	t.is(observer.observation, 2000);
	observer.observe();
	fill(900);
	clock.advance(2000);
	observer.decide();
	t.true(observer.wantsChange);
	t.is(observer.cooldown + observer.observation, 2000);
	fill(500);
	clock.advance(observer.cooldown);
	observer.observe();
	clock.advance(observer.observation);
	observer.decide();
	t.false(observer.wantsChange);
	t.is(observer.observation, 2000);
	settings.scaleInterval = 500;
	t.is(observer.observation, 500);
});

test('a generator\'s arrivals are what it aims at, with a spike, though the queue holds it back', t => {
	const {observer, flushTime, clock, pacer} = createBench({scaler: 'ideal', maxWorkers: 100});
	observer.observe();
	flushTime.record(300);
	clock.advance(1000);
	observer.decide();
	t.true(observer.wantsChange);
	t.deepEqual(observer.decision, {desired: 6, reason: '1000/s × 300 ms / 50 = 6.0'});
	pacer.startSpike({type: 'spike.start'});
	observer.decide();
	t.is(observer.decision.desired, 30);
});

for (const rate of ['max', 1000] as const) {
	test(`a real source's arrivals are what came, at a rate of ${rate} too`, t => {
		const {observer, flushTime, clock, totals} = createBench({scaler: 'ideal', rate}, createScriptedSource());
		totals.accepted.add(100_000, 1);
		observer.observe();
		flushTime.record(300);
		totals.accepted.add(400, 1);
		clock.advance(2000);
		observer.decide();
		t.true(observer.wantsChange);
		t.deepEqual(observer.decision, {desired: 2, reason: '200/s × 300 ms / 50 = 1.2'});
	});
}

test('the flush time is the mean since it began to look, or the last one known', t => {
	const {observer, flushTime, clock} = createBench({scaler: 'ideal', maxWorkers: 100});
	observer.observe();
	clock.advance(1000);
	observer.decide();
	t.false(observer.wantsChange);
	t.is(observer.decision.reason, 'no flush measured yet');
	flushTime.record(10_000);
	observer.observe();
	flushTime.record(100);
	flushTime.record(300);
	clock.advance(1000);
	observer.decide();
	t.is(observer.decision.reason, '1000/s × 200 ms / 50 = 4.0');
	observer.observe();
	clock.advance(1000);
	observer.decide();
	t.is(observer.decision.reason, '1000/s × 200 ms / 50 = 4.0');
});

test('a decision in no time at all is one', t => {
	const {observer} = createBench({scaler: 'ideal', rate: 'max'});
	observer.observe();
	observer.decide();
	t.is(observer.decision.desired, 3);
});

test('before it has decided, it wants the minimum', t => {
	t.deepEqual(createBench({minWorkers: 2}).observer.decision, {desired: 2, reason: 'started'});
});

test('the policy can change while it runs', t => {
	const {observer, flushTime, settings, clock} = createBench();
	observer.observe();
	flushTime.record(300);
	clock.advance(1000);
	observer.decide();
	t.is(observer.decision.desired, 2);
	settings.scaler = 'ideal';
	observer.decide();
	t.is(observer.decision.desired, 6);
});
