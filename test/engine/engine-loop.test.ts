import test from 'ava';
import fc from 'fast-check';
import type {GivenSettings} from '../helpers/settings.js';
import {emptyBatch} from '../../source/domain/batch.js';
import {EngineLoop} from '../../source/engine/engine-loop.js';
import {EventReporter} from '../../source/engine/metrics/event-reporter.js';
import {Producer} from '../../source/engine/producer/producer.js';
import {recordsPerTick} from '../../source/engine/tick.js';
import {FaultySink} from '../../source/engine/sink/faulty-sink.js';
import {IdleWorkers} from '../../source/engine/worker/idle-workers.js';
import {createScriptedSource} from '../helpers/scripted-source.js';
import {createWorkerBench} from '../helpers/worker-bench.js';

type Options = {
	readonly settings?: GivenSettings;
	readonly workers?: number;
	readonly maxInFlight?: number;
};

/** An engine loop with idle workers that take nothing. */
function createLoopBench({settings = {}, workers = 10, maxInFlight = 1}: Options = {}) {
	const bench = createWorkerBench({settings: {batchSize: 10, rate: 'max', ...settings}});
	const {context, queue, clock} = bench;
	queue.resize(1_000_000, 1e9);
	const idle = new IdleWorkers();
	const source = createScriptedSource();
	const order: string[] = [];
	const duringCommit: Array<() => void> = [];
	const sink = new FaultySink({
		...bench.sink,
		maxInFlight,
		commit() {
			order.push('commit');
			for (const act of duringCommit) {
				act();
			}
		},
	}, clock, context.random);
	const loop: EngineLoop = new EngineLoop(context, {
		queue,
		sink,
		idle,
		produce() {
			producer.tick();
		},
	});
	const producer: Producer = new Producer(context, {
		source,
		queue,
		reporter: new EventReporter(context, sink.name),
		requestTick: loop.requestTick,
		onProduced() {
			order.push('produce');
		},
	});
	producer.startFlow();
	for (let id = 1; id <= workers; id++) {
		idle.add(bench.createWorker(id), false);
	}

	return {
		...bench, loop, producer, idle, order, source,

		/** What the sink does at the end of each tick. */
		duringCommit,

		/** Runs one tick, and says which workers were woken in it. */
		tick(): string[] {
			bench.told.length = 0;
			loop.requestTick();
			clock.advance(0);
			return [...bench.told];
		},
	};
}

test('many requests get one tick, and later ones the next', t => {
	const {loop, clock, order} = createLoopBench();
	loop.requestTick();
	loop.requestTick();
	t.deepEqual(order, [], 'a tick never runs at once');
	clock.advance(0);
	t.deepEqual(order, ['produce', 'commit']);
	loop.requestTick();
	loop.requestTick();
	clock.advance(0);
	t.deepEqual(order, ['produce', 'commit', 'commit'], 'the source had nothing');
});

test('records move only while they flow, and a new flow begins with what came meanwhile', t => {
	const {loop, producer, clock, order, source} = createLoopBench();
	producer.stopFlow();
	source.feed(20);
	loop.requestTick();
	clock.advance(0);
	t.deepEqual(order, ['commit']);
	producer.startFlow();
	clock.advance(0);
	t.deepEqual(order, ['commit', 'produce', 'commit']);
});

test('a tick that is requested within a tick is another one', async t => {
	const {loop, queue, clock, source, order} = createLoopBench();
	await queue.open({onRecords: loop.requestTick, onRoom: loop.requestTick});
	source.feed(5);
	loop.requestTick();
	t.true(clock.step());
	t.deepEqual(order, ['produce', 'commit']);
	t.is(clock.pending, 1);
});

test('records produced in a tick wake workers in the same tick', t => {
	const {loop, clock, source, told} = createLoopBench();
	source.feed(20);
	loop.requestTick();
	clock.step();
	t.deepEqual(told, ['queue.ready 1', 'queue.ready 2']);
});

test('where the sink takes one batch of each worker, as many workers are woken as there are batches, first come first served', t => {
	const bench = createLoopBench({maxInFlight: 1});
	t.deepEqual(bench.tick(), []);
	bench.fill(21);
	t.deepEqual(bench.tick(), ['queue.ready 1', 'queue.ready 2', 'queue.ready 3']);
	t.deepEqual(bench.tick(), ['queue.ready 4', 'queue.ready 5', 'queue.ready 6']);
	t.is(bench.idle.size, 4);
});

test('where the sink takes many, as few workers are woken as can take what waits, each in turn', t => {
	const bench = createLoopBench({maxInFlight: 64});
	bench.fill(21);
	t.deepEqual(bench.tick(), ['queue.ready 1']);
	t.deepEqual(bench.tick(), ['queue.ready 2']);
	bench.fill(640);
	t.deepEqual(bench.tick(), ['queue.ready 3', 'queue.ready 4']);
});

test('one worker is woken for part of a batch', t => {
	const bench = createLoopBench();
	bench.fill(1);
	t.deepEqual(bench.tick(), ['queue.ready 1']);
});

test('less than a batch waits for the next tick, if one is requested', t => {
	const {loop, clock, told, fill, duringCommit} = createLoopBench();
	const requests = [loop.requestTick];
	duringCommit.push(() => {
		requests.pop()?.();
	});
	clock.advance(0);
	fill(3);
	requests.push(loop.requestTick);
	loop.requestTick();
	clock.step();
	t.deepEqual(told, []);
	clock.step();
	t.deepEqual(told, ['queue.ready 1']);
});

test('no worker is woken where none is idle', t => {
	const bench = createLoopBench({workers: 0});
	bench.fill(100);
	t.deepEqual(bench.tick(), []);
	t.is(bench.order.at(-1), 'commit');
});

test('woken workers share evenly what waits, as far as the sink takes it, and no more than one tick brings', t => {
	const cases = fc.record({
		records: fc.integer({min: 1, max: 50_000}), workers: fc.integer({min: 1, max: 40}), batchSize: fc.integer({min: 1, max: 1000}), maxInFlight: fc.integer({min: 1, max: 64}),
	});
	fc.assert(fc.property(cases, ({records, workers, batchSize, maxInFlight}) => {
		const bench = createLoopBench({settings: {batchSize}, workers, maxInFlight});
		for (let left = records; left > 0; left -= 10_000) {
			bench.fill(Math.min(left, 10_000));
		}

		const woken = bench.tick().length;
		const {batchesPerWorker: share} = bench.loop;
		const inTick = Math.min(records, recordsPerTick);
		t.true(Number.isInteger(share) && share >= 1 && share <= maxInFlight);
		t.true((share - 1) * batchSize < inTick);
		t.is(woken, Math.min(workers, Math.ceil(inTick / (share * batchSize))), 'enough, and none for nothing');
	}), {numRuns: 60});
});

test('no worker is woken for records that others have taken within the tick', t => {
	const bench = createLoopBench({maxInFlight: 64});
	bench.fill(25);
	bench.duringCommit.push(() => {
		bench.queue.take(emptyBatch(), 25);
	});
	t.deepEqual(bench.tick(), []);
});
