import test from 'ava';
import {LatencyMeter} from '../../../source/engine/metrics/latency-meter.js';
import type {Distribution} from '../../../source/contract/latency.js';

function meterOf(...times: ReadonlyArray<readonly [time: number, count: number]>): LatencyMeter {
	const meter = new LatencyMeter();
	for (const [time, count] of times) {
		meter.record(time, count);
	}

	return meter;
}

function filled(distribution: Distribution | undefined): ReadonlyArray<readonly [number | undefined, number]> {
	return (distribution?.buckets ?? []).map(({upTo, count}) => [upTo, count] as const);
}

test('nothing measured has no distribution', t => {
	t.is(new LatencyMeter().distribution(0), undefined);
});

test('buckets reach from the first to the last that holds anything, with the empty ones between', t => {
	const distribution = meterOf([250, 90], [900, 9], [1200, 1]).distribution(0);
	t.deepEqual(filled(distribution), [[300, 90], [500, 0], [700, 0], [1000, 9], [1500, 1]]);
	t.is(distribution?.count, 100);
});

test('percentiles go with them', t => {
	const {p50, p90, p99, p999} = meterOf([1, 800], [10, 150], [100, 45], [1000, 5]).distribution(0) ?? {};
	for (const [value = 0, expected] of [[p50, 1], [p90, 10], [p99, 100], [p999, 1000]] as const) {
		t.true(Math.abs(value - expected) <= expected * 0.01);
	}
});

test('there are at most twenty, and none is lost: the first holds all below it', t => {
	const distribution = meterOf([0.01, 1], [1, 2], [10, 3], [100, 4], [1000, 5], [500_000, 6]).distribution(0);
	const counts = filled(distribution).map(([, count]) => count);
	t.is(counts.length, 20);
	t.is(counts.reduce((sum, count) => sum + count), 21);
	t.deepEqual(filled(distribution).at(-1), [undefined, 6]);
});

test('it is looked at once a second', t => {
	const meter = meterOf([1, 1]);
	const first = meter.distribution(0);
	meter.record(1);
	t.is(meter.distribution(999), first);
	t.is(meter.distribution(1000)?.count, 2);
});
