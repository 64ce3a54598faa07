import test from 'ava';
import {InternalError} from '../../../source/domain/errors.js';
import {nothing} from '../../../source/domain/ledger.js';
import {WorkerPool, type WorkerRef} from '../../../source/engine/worker/worker-pool.js';
import type {SinkFailure} from '../../../source/domain/sink-failure.js';
import {createWorkerBench} from '../../helpers/worker-bench.js';

const down: SinkFailure = {kind: 'retry', message: 'down', outcomeUnknown: false};

function refIn(value: ReturnType<WorkerRef['getSnapshot']>['value']): WorkerRef {
	return {
		send: () => undefined,
		getSnapshot: () => ({value}),
	};
}

test('a pool counts who lives, and how many ever did at once', t => {
	const bench = createWorkerBench();
	const pool = new WorkerPool();
	for (const id of [1, 2, 3]) {
		pool.add(bench.createWorker(id), refIn('idle'));
	}

	pool.leave(2);
	pool.leave(3);
	pool.add(bench.createWorker(4), refIn('idle'));
	t.deepEqual([pool.size, pool.peak], [2, 3]);
	t.is(pool.workerOf(4).id, 4);
	t.throws(() => pool.workerOf(2), {instanceOf: InternalError, message: 'worker 2 has no worker'});
});

test('records of those who left count until the sink has answered for them', t => {
	const bench = createWorkerBench({obeys: false});
	const pool = new WorkerPool();
	const [staying, leaving] = [bench.createWorker(1), bench.createWorker(2)];
	pool.add(staying, refIn('filling'));
	pool.add(leaving, refIn('flushing'));
	bench.fill(8);
	leaving.flush();
	staying.take();
	pool.leave(2);
	t.deepEqual(pool.inFlight, {records: 5, bytes: 40});
	t.deepEqual(pool.batched, {records: 3, bytes: 24});
	bench.sink.settle(0);
	pool.forget(leaving);
	t.deepEqual(pool.inFlight, nothing);
});

test('everything is taken back from the sink, of those who left too', t => {
	const bench = createWorkerBench();
	const pool = new WorkerPool();
	const [staying, leaving] = [bench.createWorker(1), bench.createWorker(2)];
	pool.add(staying, refIn('flushing'));
	pool.add(leaving, refIn('flushing'));
	bench.fill(5);
	staying.flush();
	bench.fill(5);
	leaving.flush();
	pool.leave(2);
	pool.cancel();
	t.deepEqual(pool.inFlight, nothing);
	t.deepEqual(pool.batched, {records: 5, bytes: 40});
	t.is(bench.queue.depth, 5);
});

test('a sample says what each worker does', t => {
	const bench = createWorkerBench();
	const pool = new WorkerPool();
	const worker = bench.createWorker(1);
	pool.add(worker, refIn({draining: 'completing'}));
	pool.sample(0, 5);
	bench.fill(8);
	worker.flush();
	bench.clock.advance(1000);
	bench.sink.settle(0);
	worker.take();
	const [sample] = pool.sample(1000, 5);
	const {flushTime, ...rest} = sample ?? {flushTime: undefined};
	t.deepEqual(rest, {
		id: 1, state: 'draining', held: 3, fill: 0.6, rate: 5, delivered: 5, flushes: 1, retries: 0, failures: 0, attempts: 0,
	});
	t.is(flushTime?.count, 1);
	worker.flush();
	bench.sink.settle(0, down);
	const [failing] = pool.sample(1000, 5);
	t.is(failing?.attempts, 1);
	t.is(failing?.failures, 1);
	t.is(pool.sample(1000, 1)[0]?.fill, 1, 'never more than full');
});

test('a state that nobody knows is an error of the program', t => {
	const pool = new WorkerPool();
	pool.add(createWorkerBench().createWorker(1), refIn('dancing'));
	t.throws(() => pool.sample(0, 5), {instanceOf: InternalError, message: 'a worker is in an unknown state: "dancing"'});
	const other = new WorkerPool();
	other.add(createWorkerBench().createWorker(1), refIn({}));
	t.throws(() => other.sample(0, 5), {instanceOf: InternalError});
});
