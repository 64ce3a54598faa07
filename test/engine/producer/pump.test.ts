import test from 'ava';
import fc from 'fast-check';
import {emptyBatch} from '../../../source/domain/batch.js';
import {nothing} from '../../../source/domain/ledger.js';
import {recordsPerTick} from '../../../source/engine/tick.js';
import {createRandom} from '../../../source/engine/seeded-random.js';
import {createTotals} from '../../../source/engine/metrics/totals.js';
import {numbersOf} from '../../helpers/numbered-chunks.js';
import {createPumpBench} from '../../helpers/pump-bench.js';
import {createScriptedSource} from '../../helpers/scripted-source.js';

const roomy = {queueSize: 1_000_000, queueBytes: 1e9};

for (const [rate, seconds] of [
	[0.2, 5000], [1, 1000], [3, 1000], [7, 500], [30, 100], [999, 20], [1000, 20], [12_345, 10], [100_000, 5], [1_000_000, 1],
] as const) {
	test(`a rate of ${rate}/s is exact over ${seconds} s`, t => {
		const bench = createPumpBench({settings: {...roomy, rate}});
		const accepted = bench.run(seconds * 1000);
		t.true(Math.abs(accepted - (rate * seconds)) <= Math.max(1, rate * seconds * 0.001), `${accepted} of ${rate * seconds}`);
	});

	test(`a rate of ${rate}/s is exact where each timer is late`, t => {
		const random = createRandom(1);
		const bench = createPumpBench({settings: {...roomy, rate}, lateness: () => 0.1 + (4 * random())});
		const accepted = bench.run(seconds * 1000);
		t.true(Math.abs(accepted - (rate * seconds)) <= Math.max(2, rate * seconds * 0.001, rate * 0.006), `${accepted} of ${rate * seconds}`);
	});
}

test('any rate and batch size keep the average', t => {
	fc.assert(fc.property(fc.double({min: 1, max: 100_000, noNaN: true}), fc.integer({min: 1, max: 1000}), (rate, batchSize) => {
		const bench = createPumpBench({settings: {...roomy, rate, batchSize}});
		const seconds = 2 + (1000 / rate);
		const accepted = bench.run(seconds * 1000);
		t.true(Math.abs(accepted - (rate * seconds)) <= 1 + (rate * 0.03), `${accepted} of ${rate * seconds}`);
	}), {numRuns: 30});
});

test('records come evenly: in no tick are there more than half a batch or 25 ms are worth', async t => {
	for (const [rate, most] of [[10, 1], [1000, 25], [10_000, 25], [500, 13]] as const) {
		const bench = createPumpBench({settings: {...roomy, rate}});
		let before = 0;
		let largest = 0;
		await bench.queue.open({
			onRecords() {
				largest = Math.max(largest, bench.queue.depth - before);
				before = bench.queue.depth;
			},
			onRoom() {
				before = bench.queue.depth;
			},
		});
		bench.run(10_000);
		t.true(largest >= 1 && largest <= most + 1, `${largest} at ${rate}/s`);
	}
});

for (const [pressure, usage, sleep] of [['free', 0.5, 0], ['light', 0.85, 0.5], ['moderate', 0.93, 1], ['heavy', 0.97, 2]] as const) {
	test(`under ${pressure} pressure each record takes ${sleep} ms more`, t => {
		const bench = createPumpBench({settings: {rate: 1000, queueSize: 10_000}});
		const depth = usage * 10_000;
		bench.settings.rate = 'max';
		while (bench.queue.depth < depth) {
			bench.pump.produce();
			bench.consume(Math.max(0, bench.queue.depth - depth));
		}

		bench.settings.rate = 1000;
		bench.run(1000, depth);
		const accepted = bench.run(60_000, depth);
		t.is(bench.pacer.pressure, pressure);
		t.true(Math.abs(accepted - (60_000 / (1 + sleep))) <= 60, `${accepted}`);
	});
}

test('pressure follows the filling queue through every mode', t => {
	const bench = createPumpBench({settings: {rate: 1000, queueSize: 1500}});
	const accepted = bench.run(10_000, Number.POSITIVE_INFINITY);
	t.deepEqual(bench.pressures, ['light', 'moderate', 'heavy', 'blocked']);
	t.is(accepted, 1500);
	bench.run(1000);
	t.is(bench.pressures.at(-1), 'free');
});

test('time under pressure is measured, and sums up to the time that passed', t => {
	const bench = createPumpBench({settings: {rate: 1000, queueSize: 1500}});
	bench.run(10_000, Number.POSITIVE_INFINITY);
	const {free, light, moderate, heavy, blocked} = bench.pacer.timeUnder();
	t.true(Math.abs(free - 1200) <= 26, `${free}`);
	t.true(Math.abs(light - 225) <= 60, `${light}`);
	t.true(moderate > 0 && heavy > 0);
	t.true(blocked > 8000);
	t.true(Math.abs(free + light + moderate + heavy + blocked - 10_000) < 1e-6);
});

test('what could not be produced against a full queue is not caught up with', t => {
	const bench = createPumpBench({settings: {rate: 1000, queueSize: 100}});
	bench.run(60_000, Number.POSITIVE_INFINITY);
	t.is(bench.queue.depth, 100);
	bench.consume(100);
	const accepted = bench.run(26, 0);
	t.true(accepted <= 27, `${accepted}`);
});

test('nor against a queue that is full in bytes', t => {
	const bench = createPumpBench({settings: {rate: 1000, queueSize: 10_000, queueBytes: 2000}});
	bench.run(60_000, Number.POSITIVE_INFINITY);
	t.is(bench.pacer.pressure, 'blocked');
	t.true(bench.queue.depthBytes <= 2000 && bench.queue.depthBytes > 1800);
	bench.consume(100);
	const accepted = bench.run(26, 0);
	t.true(accepted > 0 && accepted <= 60, `${accepted}`);
});

test('a producer that was late catches up with a second at the most', t => {
	const bench = createPumpBench({settings: {...roomy, rate: 1000}});
	bench.pacer.start();
	bench.clock.advance(60_000);
	bench.pump.produce();
	t.is(bench.totals.accepted.records, 1001);
});

test('a pause is not caught up with', t => {
	const bench = createPumpBench({settings: {...roomy, rate: 1000}});
	bench.pacer.start();
	bench.clock.advance(60_000);
	bench.pacer.start();
	bench.pump.produce();
	t.is(bench.totals.accepted.records, 0);
});

test('a spike multiplies the rate, says how long it lasts, and ends', t => {
	const bench = createPumpBench({settings: {...roomy, rate: 1000}});
	bench.run(1000);
	bench.pacer.startSpike({type: 'spike.start'});
	t.is(bench.pacer.targetRate, 5000);
	t.is(bench.pacer.spikeLength, 10_000);
	t.deepEqual(bench.pacer.spike, {factor: 5, remaining: 10_000});
	const during = bench.run(10_000);
	t.true(Math.abs(during - 50_000) <= 50, `${during}`);
	t.deepEqual(bench.pacer.spike, {factor: 5, remaining: 0});
	bench.pacer.endSpike();
	t.is(bench.pacer.spike, undefined);
	t.is(bench.pacer.spikeLength, 0);
	const after = bench.run(10_000);
	t.true(Math.abs(after - 10_000) <= 30, `${after}`);
});

test('a spike may have its own factor and length', t => {
	const bench = createPumpBench({settings: {rate: 100}});
	bench.pacer.startSpike({type: 'spike.start', factor: 2, length: 500});
	t.is(bench.pacer.targetRate, 200);
	bench.clock.advance(100);
	t.deepEqual(bench.pacer.spike, {factor: 2, remaining: 400});
});

test('the rate is set and scaled, in the settings too', t => {
	const bench = createPumpBench({settings: {...roomy, rate: 1000}});
	bench.pacer.changeRate({type: 'rate.scale', factor: 1.5});
	t.is(bench.settings.rate, 1500);
	bench.pacer.changeRate({type: 'rate.set', rate: 200});
	t.is(bench.pacer.targetRate, 200);
	const accepted = bench.run(10_000);
	t.true(Math.abs(accepted - 2000) <= 10, `${accepted}`);
	bench.pacer.changeRate({type: 'rate.set', rate: 'max'});
	t.false(bench.pacer.isPaced);
	t.is(bench.pacer.targetRate, 'max');
	bench.pacer.changeRate({type: 'rate.scale', factor: 2});
	t.is(bench.settings.rate, 'max');
});

test('what had gathered at the old rate does not burst out at the new one', t => {
	const bench = createPumpBench({settings: {...roomy, rate: 100_000}});
	bench.pacer.start();
	bench.clock.advance(900);
	bench.pacer.changeRate({type: 'rate.set', rate: 10});
	bench.pump.produce();
	t.true(bench.totals.accepted.records <= 1);
});

test('a generator without a rate fills the queue, a tick\'s worth at a time', t => {
	const bench = createPumpBench({settings: {rate: 'max', queueSize: 40_000, queueBytes: 1e9}});
	t.true(bench.pump.isDue);
	bench.pump.produce();
	t.is(bench.queue.depth, recordsPerTick);
	t.is(bench.pacer.pressure, 'free');
	bench.pump.produce();
	bench.pump.produce();
	t.is(bench.queue.depth, 40_000);
	t.is(bench.pacer.pressure, 'blocked');
	t.false(bench.pump.isDue);
	bench.consume(10);
	t.true(bench.pump.isDue);
	bench.pump.produce();
	t.is(bench.queue.depth, 40_000);
});

test('a paced producer is never due in a tick', t => {
	t.false(createPumpBench({settings: {rate: 1000}}).pump.isDue);
});

test('a source that had nothing is read again once it is ready', t => {
	const source = createScriptedSource();
	const bench = createPumpBench({settings: {rate: 'max'}, source});
	bench.pump.produce();
	t.is(source.reads, 1);
	t.false(bench.pump.isDue);
	source.feed(10);
	bench.pump.sourceReady();
	t.true(bench.pump.isDue);
	bench.pump.produce();
	t.is(bench.totals.accepted.records, 10);
});

test('what a queue did not take is offered again, in order', t => {
	const source = createScriptedSource();
	const bench = createPumpBench({settings: {rate: 'max', queueSize: 10}, source});
	source.feed(25);
	const numbers: number[] = [];
	for (let index = 0; index < 3; index++) {
		bench.pump.produce();
		t.is(bench.pacer.pressure, index < 2 ? 'blocked' : 'free');
		const batch = emptyBatch();
		bench.queue.take(batch, 100);
		numbers.push(...numbersOf(batch));
		bench.queue.ack(batch);
	}

	t.deepEqual(numbers, Array.from({length: 25}, (_, index) => index));
	t.deepEqual(bench.totals.accepted.amount, {records: 25, bytes: 200});
});

test('the end of the input is noticed once, and only when all of it is in the queue', t => {
	const source = createScriptedSource();
	const bench = createPumpBench({settings: {rate: 'max', queueSize: 10}, source});
	source.feed(15);
	source.end();
	bench.pump.produce();
	t.deepEqual(bench.ends, []);
	bench.consume(10);
	bench.pump.produce();
	bench.pump.produce();
	t.deepEqual(bench.ends, ['endOfInput']);
	t.is(bench.totals.accepted.records, 15);
});

for (const rate of [1000, 'max'] as const) {
	test(`a count is exact at a rate of ${rate}`, t => {
		const bench = createPumpBench({settings: {rate, count: 1234, queueSize: 100_000}});
		bench.run(10_000);
		bench.pump.produce();
		t.is(bench.totals.accepted.records, 1234);
		t.deepEqual(bench.ends, ['count']);
	});
}

test('a count is exact where the source refuses some of the records', t => {
	const totals = createTotals();
	for (const isStopped of [false, true]) {
		const source = createScriptedSource(() => {
			bench.totals.accepted.add(1, 8);
			totals.deadLettered.add(1, 8);
		});
		const bench = createPumpBench({settings: {rate: 'max', count: 20}, source});
		source.feed(100);
		source.refuse(3);
		if (isStopped) {
			bench.pump.stop();
		} else {
			bench.pump.produce();
			bench.pump.stop();
		}

		t.is(bench.totals.accepted.records, 20);
		t.is(bench.queue.depth, 17);
	}
});

test('a generator that is stopped discards what the queue did not take', t => {
	const bench = createPumpBench({settings: {rate: 'max', queueBytes: 1000}});
	bench.pump.produce();
	const {records} = bench.totals.accepted;
	bench.pump.stop();
	t.is(bench.totals.accepted.records, records);
	t.is(bench.queue.depth, records);
	bench.consume(records);
	bench.pump.produce();
	t.is(bench.totals.accepted.records, records);
	t.deepEqual(bench.ends, []);
});

test('all that a real source had read enters the queue when it is stopped, over its bounds', t => {
	const source = createScriptedSource();
	const bench = createPumpBench({settings: {rate: 'max', queueSize: 10, queueBytes: 100}, source});
	source.feed(30);
	source.feed(30);
	bench.pump.produce();
	t.is(bench.queue.depth, 10);
	bench.pump.stop();
	t.is(bench.queue.depth, 60);
	t.deepEqual(bench.totals.accepted.amount, {records: 60, bytes: 480});
	const batch = emptyBatch();
	bench.queue.take(batch, 100);
	t.deepEqual(numbersOf(batch), Array.from({length: 60}, (_, index) => index));
});

test('a count holds for what is taken in at the stop too', t => {
	const source = createScriptedSource();
	const bench = createPumpBench({settings: {rate: 'max', queueSize: 10, count: 25}, source});
	source.feed(30);
	bench.pump.produce();
	bench.pump.stop();
	t.is(bench.totals.accepted.records, 25);
	t.is(bench.queue.depth, 25);
});

test('a stopped producer is under no pressure', t => {
	const bench = createPumpBench({settings: {rate: 'max', queueSize: 10}});
	bench.pump.produce();
	t.is(bench.pacer.pressure, 'blocked');
	bench.pump.stop();
	t.is(bench.pacer.pressure, 'free');
	bench.pump.produce();
	t.is(bench.pacer.pressure, 'free');
});

test('accepted is always what has entered the queue, whatever is asked of the pump', t => {
	const steps = fc.array(fc.oneof(
		fc.constantFrom('produce' as const, 'sourceReady' as const),
		fc.record({feed: fc.integer({min: 1, max: 50})}),
		fc.record({consume: fc.integer({min: 1, max: 50})}),
		fc.record({advance: fc.integer({min: 1, max: 500})}),
		fc.record({rate: fc.constantFrom(1, 1000, 'max' as const)}),
	), {maxLength: 60});
	fc.assert(fc.property(steps, fc.boolean(), fc.option(fc.integer({min: 1, max: 300}), {nil: undefined}), (steps, isGenerated, count) => {
		const source = createScriptedSource();
		const bench = createPumpBench({
			settings: {
				rate: 1000, queueSize: 40, queueBytes: 2000, count,
			}, ...(!isGenerated && {source}),
		});
		let consumed = 0;
		let consumedBytes = 0;
		for (const step of steps) {
			if (typeof step === 'string') {
				bench.pump[step]();
			} else if ('feed' in step) {
				source.feed(step.feed);
			} else if ('consume' in step) {
				const before = bench.queue.depthBytes;
				consumed += Math.min(step.consume, bench.queue.depth);
				bench.consume(step.consume);
				consumedBytes += before - bench.queue.depthBytes;
			} else if ('advance' in step) {
				bench.clock.advance(step.advance);
			} else {
				bench.pacer.changeRate({type: 'rate.set', rate: step.rate});
			}

			const {records, bytes} = bench.totals.accepted.amount;
			t.deepEqual({records: records - consumed, bytes: bytes - consumedBytes}, {records: bench.queue.depth, bytes: bench.queue.depthBytes});
			t.true(records <= (count ?? records));
			t.true(bench.queue.depth <= 40 && bench.queue.depthBytes <= 2000);
		}
	}));
	t.deepEqual(createPumpBench().totals.accepted.amount, nothing);
});
