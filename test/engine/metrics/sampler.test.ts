import test from 'ava';
import {isBalanced, nothing} from '../../../source/domain/ledger.js';
import {WorkerPool} from '../../../source/engine/worker/worker-pool.js';
import {FaultySink} from '../../../source/engine/sink/faulty-sink.js';
import {Autoscaler} from '../../../source/engine/scaler/autoscaler.js';
import {EventReporter} from '../../../source/engine/metrics/event-reporter.js';
import {Producer} from '../../../source/engine/producer/producer.js';
import {RefusedRecords} from '../../../source/engine/worker/refused-records.js';
import {Sampler} from '../../../source/engine/metrics/sampler.js';
import {createRandom} from '../../../source/engine/seeded-random.js';
import {createWorkerBench} from '../../helpers/worker-bench.js';
import {createScriptedSource} from '../../helpers/scripted-source.js';

const secret = 'http://user:secret@127.0.0.1/';

function createBench() {
	const bench = createWorkerBench({settings: {rate: 1000, sink: secret, deadLetter: '/home/somebody/letters'}});
	const source = createScriptedSource();
	const pool = new WorkerPool({onDepartedCompleted: () => undefined, onSinkClosed: () => undefined});
	const sink = new FaultySink(bench.sink, bench.clock, createRandom(1));
	const {context, queue, health, latencies} = bench;
	const producer = new Producer(context, {
		source, queue, reporter: new EventReporter(context, sink.name), requestTick: () => undefined, onProduced: () => undefined,
	});
	const scaler = new Autoscaler(context, {
		queue, pacer: producer.pacer, flushTime: latencies.flushTime, isGenerated: false, workers: () => 1,
	});
	const pipeline = {
		source, queue, sink, pool, producer, scaler, health, latencies, allowsFaults: true, refused: new RefusedRecords(context, bench.deadLetters, () => undefined),
	};
	const sampler = new Sampler(context, pipeline, () => ({
		pipeline: 'running', producer: 'producing', scaler: 'watching', desired: 2, isLeaving: false,
	}), () => undefined);
	return {
		...bench, sampler, worker: bench.createWorker(1, {pool}), faulty: sink,
	};
}

test('each term of the ledger is where the records are', t => {
	const {sampler, worker, sink, queue, fill, totals} = createBench();
	fill(30);
	worker.flush();
	sink.complete(0);
	sink.complete(0, {kind: 'refused', message: '400', outcomeUnknown: false});
	sink.complete(0, {kind: 'closed', message: 'closed', outcomeUnknown: false});
	worker.giveUp();
	sink.complete(0, {kind: 'retry', message: 'down', outcomeUnknown: true});
	fill(7);
	const ledger = sampler.ledger();
	t.deepEqual(ledger, {
		accepted: {records: 37, bytes: 296},
		queued: {records: 7, bytes: 56},
		batched: {records: 5, bytes: 40},
		inFlight: {records: 10, bytes: 80},
		delivered: {records: 5, bytes: 40},
		deadLettered: {records: 5, bytes: 40},
		dropped: {sinkClosed: {records: 5, bytes: 40}, deadLetterFailed: nothing},
		cut: nothing,
		resent: 0,
		unreachable: nothing,
	});
	t.true(isBalanced(ledger));
	t.is(queue.leased.records, 15);
	totals.accepted.add(1, 8);
	t.is(sampler.snapshot().lost, 1, 'what is nowhere is lost');
	t.is(sampler.report('stopped').lost, 1);
});

test('a snapshot is plain data', t => {
	const {sampler, log, clock} = createBench();
	log.add({level: 'info', source: 'you', message: 'hello'});
	clock.advance(1500);
	const snapshot = sampler.snapshot();
	t.deepEqual(structuredClone(snapshot), snapshot);
	t.deepEqual(snapshot.events.map(({message}) => message), ['hello']);
	t.deepEqual(sampler.snapshot().events, []);
	t.is(snapshot.elapsed, 1500);
	t.is(snapshot.at, clock.wall());
});

test('no secret is in a snapshot', t => {
	const {sampler} = createBench();
	const text = JSON.stringify(sampler.snapshot());
	t.false(text.includes('secret'));
	t.false(text.includes('/home/somebody'));
});

test('the settings of a snapshot are those that can change, as they are now', t => {
	const {sampler, settings} = createBench();
	settings.batchSize = 77;
	settings.rate = 'max';
	const {batchSize, rate, queueSize, maxAttempts} = sampler.snapshot().settings;
	t.deepEqual([batchSize, rate, queueSize, maxAttempts], [77, 'max', settings.queueSize, 'unlimited']);
	t.false(Object.hasOwn(sampler.snapshot().settings, 'sink'));
});

test('a snapshot has the state of every part', t => {
	const {sampler, worker, sink, faulty, fill, clock, queue} = createBench();
	sampler.snapshot();
	fill(30);
	worker.flush();
	clock.advance(500);
	sink.complete(0);
	sink.complete(0, {kind: 'retry', message: 'down', outcomeUnknown: false});
	faulty.fault = {kind: 'slow', factor: 3};
	fill(4);
	clock.advance(500);
	const snapshot = sampler.snapshot();
	t.deepEqual(snapshot.rates, {produced: 34, processed: 5});
	t.deepEqual(snapshot.queue, {
		name: 'memory', depth: 4, capacity: 1000, bytes: 29 * 8, byteCapacity: queue.byteCapacity, usage: 0.004,
	});
	t.deepEqual(snapshot.sink, {
		name: 'scripted', fault: {kind: 'slow', factor: 3}, allowsFaults: true, problem: 'down', isRefusal: false,
	});
	t.deepEqual(snapshot.scaler, {
		state: 'watching', policy: 'step', desired: 2, reason: 'started', takenBack: undefined,
	});
	t.deepEqual(snapshot.bounds, {minWorkers: 1, maxWorkers: 10, peakWorkers: 1});
	t.deepEqual([snapshot.state, snapshot.producer.state, snapshot.producer.targetRate, snapshot.producer.isPaced, snapshot.producer.isGenerated], ['running', 'producing', 1000, true, false]);
	t.deepEqual(snapshot.flushReasons, {full: 6, linger: 0, drain: 0});
	t.deepEqual([snapshot.retries, snapshot.failures, snapshot.workers.length], [0, 1, 1]);
	t.is(snapshot.flushTime?.count, 1);
	t.is(snapshot.endToEnd?.count, 5);
	t.deepEqual(snapshot.source, {name: 'scripted'});
});

test('the report says what the run came to', t => {
	const {sampler, worker, sink, fill, clock} = createBench();
	fill(20);
	worker.flush();
	clock.advance(2000);
	sink.complete(0);
	sink.complete(0, {kind: 'refused', message: '400', outcomeUnknown: false});
	worker.giveUp();
	const report = sampler.report('aborted');
	const {latencyMs, ledger, ...rest} = report;
	t.deepEqual(rest, {
		outcome: 'aborted',
		accepted: 20,
		delivered: 5,
		deadLettered: 5,
		dropped: 0,
		left: 10,
		unconfirmed: 0,
		lost: 0,
		resent: 0,
		unreachable: 0,
		elapsedMs: 2000,
		workers: {peak: 1},
		rates: {produced: 10, processed: 3},
		flushReasons: {full: 4, linger: 0, drain: 0},
		retries: 0,
		failures: 1,
		unread: {count: 0, files: []},
	});
	t.true(latencyMs !== undefined && Math.abs(latencyMs.p50 - 2000) < 20);
	t.true(isBalanced(ledger));
});

test('what the sink counts as out of reach is no more than what was delivered', t => {
	const {sampler, worker, sink, fill} = createBench();
	Object.assign(sink, {unreachable: {records: 7, bytes: 56}});
	fill(10);
	worker.flush();
	t.deepEqual(sampler.snapshot().ledger.unreachable, nothing);
	sink.complete(0);
	t.deepEqual(sampler.snapshot().ledger.unreachable, {records: 5, bytes: 40});
	sink.complete(0);
	const {unreachable, ledger, lost} = sampler.report('stopped');
	t.deepEqual([unreachable, ledger.unreachable, lost], [7, {records: 7, bytes: 56}, 0]);
});

test('a run that took no time and delivered nothing has neither rate nor latency', t => {
	const {rates, latencyMs} = createBench().sampler.report('stopped');
	t.deepEqual(rates, {produced: 0, processed: 0});
	t.is(latencyMs, undefined);
});
