import test from 'ava';
import {InternalError} from '../../source/domain/errors.js';
import {nothing} from '../../source/domain/ledger.js';
import {Crew, type WorkerRef} from '../../source/engine/crew.js';
import type {SinkFailure} from '../../source/domain/sink-failure.js';
import {createLaneBench} from '../helpers/lane-bench.js';

const down: SinkFailure = {kind: 'retry', message: 'down', outcomeUnknown: false};

function refIn(value: ReturnType<WorkerRef['getSnapshot']>['value']): WorkerRef {
	return {
		send: () => undefined,
		getSnapshot: () => ({value}),
	};
}

test('a crew counts who lives, and how many ever did at once', t => {
	const bench = createLaneBench();
	const crew = new Crew();
	for (const id of [1, 2, 3]) {
		crew.join(bench.createLane(id), refIn('idle'));
	}

	crew.leave(2);
	crew.leave(3);
	crew.join(bench.createLane(4), refIn('idle'));
	t.deepEqual([crew.size, crew.peak], [2, 3]);
	t.is(crew.laneOf(4).id, 4);
	t.throws(() => crew.laneOf(2), {instanceOf: InternalError, message: 'worker 2 has no lane'});
});

test('records of those who left count until the sink has answered for them', t => {
	const bench = createLaneBench({obeys: false});
	const crew = new Crew();
	const [staying, leaving] = [bench.createLane(1), bench.createLane(2)];
	crew.join(staying, refIn('filling'));
	crew.join(leaving, refIn('flushing'));
	bench.fill(8);
	leaving.flush();
	staying.take();
	crew.leave(2);
	t.deepEqual(crew.inFlight, {records: 5, bytes: 40});
	t.deepEqual(crew.batched, {records: 3, bytes: 24});
	bench.sink.settle(0);
	crew.forget(leaving);
	t.deepEqual(crew.inFlight, nothing);
});

test('everything is taken back from the sink, of those who left too', t => {
	const bench = createLaneBench();
	const crew = new Crew();
	const [staying, leaving] = [bench.createLane(1), bench.createLane(2)];
	crew.join(staying, refIn('flushing'));
	crew.join(leaving, refIn('flushing'));
	bench.fill(5);
	staying.flush();
	bench.fill(5);
	leaving.flush();
	crew.leave(2);
	crew.withdraw();
	t.deepEqual(crew.inFlight, nothing);
	t.deepEqual(crew.batched, {records: 5, bytes: 40});
	t.is(bench.queue.depth, 5);
});

test('a sample says what each worker does', t => {
	const bench = createLaneBench();
	const crew = new Crew();
	const lane = bench.createLane(1);
	crew.join(lane, refIn({draining: 'settling'}));
	crew.sample(0, 5);
	bench.fill(8);
	lane.flush();
	bench.clock.advance(1000);
	bench.sink.settle(0);
	lane.take();
	const [worker] = crew.sample(1000, 5);
	const {flushTime, ...rest} = worker ?? {flushTime: undefined};
	t.deepEqual(rest, {
		id: 1, state: 'draining', held: 3, fill: 0.6, rate: 5, delivered: 5, flushes: 1, retries: 0, failures: 0, attempts: 0,
	});
	t.is(flushTime?.count, 1);
	lane.flush();
	bench.sink.settle(0, down);
	const [failing] = crew.sample(1000, 5);
	t.is(failing?.attempts, 1);
	t.is(failing?.failures, 1);
	t.is(crew.sample(1000, 1)[0]?.fill, 1, 'never more than full');
});

test('a state that nobody knows is an error of the program', t => {
	const crew = new Crew();
	crew.join(createLaneBench().createLane(1), refIn('dancing'));
	t.throws(() => crew.sample(0, 5), {instanceOf: InternalError, message: 'a worker is in an unknown state: "dancing"'});
	const other = new Crew();
	other.join(createLaneBench().createLane(1), refIn({}));
	t.throws(() => other.sample(0, 5), {instanceOf: InternalError});
});
