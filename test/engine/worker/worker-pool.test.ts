import test from 'ava';
import {InternalError} from '../../../source/domain/errors.js';
import {nothing} from '../../../source/domain/ledger.js';
import type {SinkFailure} from '../../../source/domain/sink-failure.js';
import {WorkerPool} from '../../../source/engine/worker/worker-pool.js';
import {createWorkerBench} from '../../helpers/worker-bench.js';

const down: SinkFailure = {kind: 'retry', message: 'down', outcomeUnknown: false};

function createPoolBench({obeys = true} = {}) {
	const bench = createWorkerBench({obeys});
	const completed: string[] = [];
	const pool = new WorkerPool({
		onDepartedCompleted() {
			completed.push('completed');
		},
		onSinkClosed() {
			completed.push('sink closed');
		},
	});
	return {...bench, pool, completed};
}

test('a pool counts its living workers, and how many there ever were at once', t => {
	const {pool, createWorker} = createPoolBench();
	const [, second, third] = [1, 2, 3].map(id => createWorker(id, {pool}));
	second?.leave();
	third?.leave();
	createWorker(4, {pool});
	t.deepEqual([pool.size, pool.peak], [2, 3]);
	t.deepEqual(pool.sample(0, 5).map(({id}) => id), [1, 4]);
});

test('records of departed workers count until the sink has completed them', t => {
	const {pool, completed, createWorker, fill, sink} = createPoolBench({obeys: false});
	const [staying, leaving] = [createWorker(1, {pool}), createWorker(2, {pool})];
	fill(8);
	leaving.flush();
	staying.take();
	leaving.leave();
	t.deepEqual(pool.inFlight, {records: 5, bytes: 40});
	t.deepEqual(pool.batched, {records: 3, bytes: 24});
	t.deepEqual(completed, []);
	sink.complete(0);
	t.deepEqual(pool.inFlight, nothing);
	t.deepEqual(completed, ['completed']);
});

test('everything is taken back from the sink, from departed workers too', t => {
	const {pool, createWorker, fill, queue} = createPoolBench();
	const [staying, leaving] = [createWorker(1, {pool}), createWorker(2, {pool})];
	fill(5);
	staying.flush();
	fill(5);
	leaving.flush();
	leaving.leave();
	pool.cancel();
	t.deepEqual(pool.inFlight, nothing);
	t.deepEqual(pool.batched, {records: 5, bytes: 40});
	t.is(queue.depth, 5);
});

test('a sample says what each worker does', t => {
	const {pool, createWorker, fill, clock, sink} = createPoolBench();
	const worker = createWorker(1, {pool, value: {draining: 'completing'}});
	pool.sample(0, 5);
	fill(8);
	worker.flush();
	clock.advance(1000);
	sink.complete(0);
	worker.take();
	const [sample] = pool.sample(1000, 5);
	const {flushTime, ...rest} = sample ?? {flushTime: undefined};
	t.deepEqual(rest, {
		id: 1, state: 'draining', held: 3, fill: 0.6, rate: 5, delivered: 5, flushes: 1, retries: 0, failures: 0, attempts: 0,
	});
	t.is(flushTime?.count, 1);
	worker.flush();
	sink.complete(0, down);
	const [failing] = pool.sample(1000, 5);
	t.is(failing?.attempts, 1);
	t.is(failing?.failures, 1);
	t.is(pool.sample(1000, 1)[0]?.fill, 1, 'never more than full');
});

test('an unknown state is an error of the program', t => {
	const {pool, createWorker} = createPoolBench();
	createWorker(1, {pool, value: 'dancing'});
	t.throws(() => pool.sample(0, 5), {instanceOf: InternalError, message: 'a worker is in an unknown state: "dancing"'});
	const other = createPoolBench();
	other.createWorker(1, {pool: other.pool, value: {}});
	t.throws(() => other.pool.sample(0, 5), {instanceOf: InternalError});
});

test('a departed worker tells of a closed sink as well', t => {
	const {pool, completed, createWorker, fill, sink} = createPoolBench({obeys: false});
	const worker = createWorker(1, {pool});
	fill(5);
	worker.flush();
	worker.leave();
	sink.complete(0, {kind: 'closed', message: 'closed pipe', outcomeUnknown: true});
	t.deepEqual(completed, ['sink closed', 'completed']);
});
