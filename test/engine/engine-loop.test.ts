import test from 'ava';
import fc from 'fast-check';
import {emptyBatch} from '../../source/domain/batch.js';
import type {Worker} from '../../source/engine/worker/worker.js';
import {Pacer} from '../../source/engine/producer/pacer.js';
import {Pump, recordsPerTick} from '../../source/engine/producer/pump.js';
import {createTotals} from '../../source/engine/metrics/totals.js';
import {EngineLoop} from '../../source/engine/engine-loop.js';
import {IdleWorkers} from '../../source/engine/worker/idle-workers.js';
import type {Settings} from '../../source/settings/settings.js';
import {createWorkerBench} from '../helpers/worker-bench.js';
import {createScriptedSource} from '../helpers/scripted-source.js';

/** Turns with workers that wait and take nothing. */
function createTurnsBench({settings = {}, workers = 10, window = 1}: {settings?: Partial<Settings>; workers?: number; window?: number} = {}) {
	const bench = createWorkerBench({settings: {batchSize: 10, rate: 'max', ...settings}});
	bench.queue.resize(1_000_000, 1e9);
	const waiting = new IdleWorkers<Worker>();
	const source = createScriptedSource();
	const order: string[] = [];
	const duringCommit: Array<() => void> = [];
	const pump = new Pump({
		...bench,
		pacer: new Pacer(bench.settings, bench.clock),
		source,
		totals: createTotals(),
		tell: () => undefined,
		onEnd: () => undefined,
	});
	const turns: EngineLoop = new EngineLoop({
		...bench,
		sink: {
			...bench.sink,
			maxInFlight: window,
			commit() {
				order.push('commit');
				for (const act of duringCommit) {
					act();
				}
			},
		},
		waiting,
		pump,
		produce() {
			order.push('produce');
			pump.produce();
		},
	});
	turns.startFlow();
	for (let id = 1; id <= workers; id++) {
		waiting.add(bench.createWorker(id), false);
	}

	return {
		...bench, turns, waiting, order, source, pump,

		/** What the sink does at each turn's end. */
		duringCommit,

		/** Runs one turn, and says who was woken in it. */
		turn(): string[] {
			bench.told.length = 0;
			turns.requestTick();
			bench.clock.advance(0);
			return [...bench.told];
		},
	};
}

test('many who ask for a turn get one, and later ones the next', t => {
	const {turns, clock, order} = createTurnsBench();
	turns.requestTick();
	turns.requestTick();
	t.deepEqual(order, [], 'a turn is never taken at once');
	clock.advance(0);
	t.deepEqual(order, ['produce', 'commit']);
	turns.requestTick();
	turns.requestTick();
	clock.advance(0);
	t.deepEqual(order, ['produce', 'commit', 'commit'], 'the source had nothing');
});

test('records move only while they are to flow, and what came meanwhile waits for no other reason', t => {
	const {turns, clock, order, source} = createTurnsBench();
	turns.stopFlow();
	source.feed(20);
	turns.requestTick();
	clock.advance(0);
	t.deepEqual(order, ['commit']);
	turns.startFlow();
	clock.advance(0);
	t.deepEqual(order, ['commit', 'produce', 'commit']);
});

test('a turn asked for within a turn is another one', t => {
	const {turns, queue, clock, source, order} = createTurnsBench();
	queue.listen({onRecords: turns.requestTick, onRoom: turns.requestTick});
	source.feed(5);
	turns.requestTick();
	t.true(clock.step());
	t.deepEqual(order, ['produce', 'commit']);
	t.is(clock.pending, 1);
});

test('what was produced in a turn wakes workers in the same one', t => {
	const {turns, clock, source, told} = createTurnsBench();
	source.feed(20);
	turns.requestTick();
	clock.step();
	t.deepEqual(told, ['ready 1', 'ready 2']);
});

test('where the sink takes one batch of each worker, as many are woken as there are batches, first come first served', t => {
	const bench = createTurnsBench({window: 1});
	t.deepEqual(bench.turn(), []);
	bench.fill(21);
	t.deepEqual(bench.turn(), ['ready 1', 'ready 2', 'ready 3']);
	t.deepEqual(bench.turn(), ['ready 4', 'ready 5', 'ready 6']);
	t.is(bench.waiting.size, 4);
});

test('where the sink takes many, as few are woken as can take what waits, and each has its turn', t => {
	const bench = createTurnsBench({window: 64});
	bench.fill(21);
	t.deepEqual(bench.turn(), ['ready 1']);
	t.deepEqual(bench.turn(), ['ready 2']);
	bench.fill(640);
	t.deepEqual(bench.turn(), ['ready 3', 'ready 4']);
});

test('one worker is woken for part of a batch', t => {
	const bench = createTurnsBench();
	bench.fill(1);
	t.deepEqual(bench.turn(), ['ready 1']);
});

test('what is less than a batch waits for the turn that comes, if one does', t => {
	const {turns, clock, told, fill, duringCommit} = createTurnsBench();
	const requests = [turns.requestTick];
	duringCommit.push(() => {
		requests.pop()?.();
	});
	clock.advance(0);
	fill(3);
	requests.push(turns.requestTick);
	turns.requestTick();
	clock.step();
	t.deepEqual(told, []);
	clock.step();
	t.deepEqual(told, ['ready 1']);
});

test('nobody is woken where nobody waits', t => {
	const bench = createTurnsBench({workers: 0});
	bench.fill(100);
	t.deepEqual(bench.turn(), []);
	t.is(bench.order.at(-1), 'commit');
});

test('those who are woken share what waits evenly, as far as the sink takes it, and take a turn\'s worth at the most', t => {
	const cases = fc.record({
		records: fc.integer({min: 1, max: 50_000}), workers: fc.integer({min: 1, max: 40}), batchSize: fc.integer({min: 1, max: 1000}), window: fc.integer({min: 1, max: 64}),
	});
	fc.assert(fc.property(cases, ({records, workers, batchSize, window}) => {
		const bench = createTurnsBench({settings: {batchSize}, workers, window});
		for (let left = records; left > 0; left -= 10_000) {
			bench.fill(Math.min(left, 10_000));
		}

		const woken = bench.turn().length;
		const {batchesPerWorker: share} = bench.turns;
		const inTurn = Math.min(records, recordsPerTick);
		t.true(Number.isInteger(share) && share >= 1 && share <= window);
		t.true((share - 1) * batchSize < inTurn);
		t.is(woken, Math.min(workers, Math.ceil(inTurn / (share * batchSize))), 'enough, and none for nothing');
	}), {numRuns: 60});
});

test('nobody is woken for what those who are answered within the turn have taken', t => {
	const bench = createTurnsBench({window: 64});
	bench.fill(25);
	bench.duringCommit.push(() => {
		bench.queue.take(emptyBatch(), 25);
	});
	t.deepEqual(bench.turn(), []);
});
