import test from 'ava';
import fc from 'fast-check';
import {LatencyMeter} from '../../../source/engine/metrics/latency-meter.js';
import {RateMeter} from '../../../source/engine/metrics/rate-meter.js';
import {createTotals, Tally} from '../../../source/engine/metrics/totals.js';

function isNear(value: number | undefined, expected: number): boolean {
	return value !== undefined && Math.abs(value - expected) <= (expected * 0.011) + 0.001;
}

test('a meter that measured nothing has no percentiles', t => {
	const meter = new LatencyMeter({keepsWhole: true});
	t.is(meter.recent(0), undefined);
	t.is(meter.whole(), undefined);
	t.deepEqual(meter.tally, {count: 0, sum: 0});
});

test('percentiles are right to one percent, from microseconds to hours', t => {
	for (const scale of [0.01, 1, 1000, 3_600_000]) {
		const meter = new LatencyMeter({keepsWhole: true});
		for (let index = 1; index <= 1000; index++) {
			meter.record(scale * index);
		}

		for (const percentiles of [meter.recent(0), meter.whole()]) {
			t.is(percentiles?.count, 1000);
			t.true(isNear(percentiles?.p50, scale * 500), `${percentiles?.p50} of ${scale * 500}`);
			t.true(isNear(percentiles?.p99, scale * 990));
			t.true(isNear(percentiles?.p999, scale * 999));
		}
	}
});

test('a time is recorded for as many as it holds for', t => {
	const meter = new LatencyMeter({keepsWhole: true});
	meter.record(1, 90);
	meter.record(100, 10);
	t.deepEqual(meter.tally, {count: 100, sum: 1090});
	t.true(isNear(meter.whole()?.p50, 1));
	t.true(isNear(meter.whole()?.p99, 100));
});

test('ten thousand million records overflow nothing', t => {
	const meter = new LatencyMeter({keepsWhole: true});
	for (let index = 0; index < 10; index++) {
		meter.record(1, 1e9);
	}

	meter.record(50, 1);
	t.is(meter.whole()?.count, 10_000_000_001);
	t.true(isNear(meter.whole()?.p50, 1));
	t.true(isNear(meter.recent(0)?.p99, 1));
});

test('recent is the last one to two windows; the whole is the whole', t => {
	const meter = new LatencyMeter({window: 1000, keepsWhole: true});
	meter.recent(0);
	meter.record(10);
	t.is(meter.recent(999)?.count, 1);
	t.is(meter.recent(1000)?.count, 1);
	meter.record(20);
	t.is(meter.recent(1500)?.count, 2);
	t.is(meter.recent(2000)?.count, 1);
	t.is(meter.recent(3000), undefined);
	t.is(meter.whole()?.count, 2);
});

test('without the whole there is none', t => {
	const meter = new LatencyMeter();
	meter.record(1);
	t.is(meter.whole(), undefined);
});

test('no time at all is a time', t => {
	const meter = new LatencyMeter();
	meter.record(0);
	meter.record(-1);
	t.is(meter.recent(0)?.count, 2);
});

test('a rate needs two readings', t => {
	const meter = new RateMeter();
	t.is(meter.rate, 0);
	meter.read(0, 100);
	t.is(meter.rate, 0);
	meter.read(100, 150);
	t.is(meter.rate, 500);
});

test('a rate is that of the last second', t => {
	const meter = new RateMeter();
	for (let at = 0; at <= 5000; at += 100) {
		meter.read(at, at);
	}

	t.is(meter.rate, 1000);
	for (let at = 5100; at <= 6000; at += 100) {
		meter.read(at, 5000);
	}

	t.is(meter.rate, 0);
});

test('two readings at one time are no rate', t => {
	const meter = new RateMeter();
	meter.read(0, 0);
	meter.read(0, 10);
	t.is(meter.rate, 0);
	meter.read(1000, 20);
	t.is(meter.rate, 10);
	meter.read(1000, 20);
	t.is(meter.rate, 10);
});

test('an even flow has its rate whatever the readings', t => {
	fc.assert(fc.property(fc.array(fc.integer({min: 1, max: 700}), {minLength: 2, maxLength: 60}), fc.integer({min: 0, max: 1000}), (gaps, perMillisecond) => {
		const meter = new RateMeter();
		let at = 0;
		for (const gap of gaps) {
			at += gap;
			meter.read(at, at * perMillisecond);
		}

		t.true(Math.abs(meter.rate - (perMillisecond * 1000)) < 1e-6);
	}));
});

test('a tally adds up records and bytes', t => {
	const tally = new Tally();
	tally.add(1, 10);
	tally.add(2, 30);
	t.is(tally.records, 3);
	t.deepEqual(tally.amount, {records: 3, bytes: 40});
	t.not(createTotals().accepted, createTotals().accepted);
});
