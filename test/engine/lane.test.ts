import process from 'node:process';
import test from 'ava';
import {emptyBatch} from '../../source/domain/batch.js';
import {nothing} from '../../source/domain/ledger.js';
import type {SinkFailure} from '../../source/domain/sink-failure.js';
import {recordsPerVisit, type Lane} from '../../source/engine/lane.js';
import {createLaneBench} from '../helpers/lane-bench.js';
import {numbersOf} from '../helpers/numbered-chunks.js';

const retry: SinkFailure = {kind: 'retry', message: 'timed out', outcomeUnknown: true};
const unreachable: SinkFailure = {kind: 'retry', message: 'unreachable', outcomeUnknown: false};
const refused: SinkFailure = {kind: 'refused', message: '400', outcomeUnknown: false};
const denied: SinkFailure = {kind: 'denied', message: '403', outcomeUnknown: false};
const closed: SinkFailure = {kind: 'closed', message: 'closed pipe', outcomeUnknown: false};

test('takes no more than a batch', t => {
	const bench = createLaneBench();
	const lane = bench.createLane(1);
	bench.fill(12);
	t.true(lane.batchIsWaiting);
	t.false(lane.holdsPart);
	lane.take();
	lane.take();
	t.true(lane.holdsPart);
	t.deepEqual(lane.batched, {records: 5, bytes: 40});
	t.is(bench.queue.depth, 7);
});

test('a batch waits where what is held and what waits make one', t => {
	const bench = createLaneBench();
	const lane = bench.createLane(1);
	t.false(lane.recordsAreWaiting);
	bench.fill(4);
	lane.take();
	t.true(lane.recordsAreWaiting);
	t.false(lane.batchIsWaiting);
	bench.fill(1);
	t.true(lane.batchIsWaiting);
});

test('a flush tops the batch up, then hands over full batches only', t => {
	const bench = createLaneBench();
	const lane = bench.createLane(1);
	bench.fill(3);
	lane.take();
	bench.fill(14);
	lane.flush();
	t.deepEqual(bench.sink.written.map(batch => batch.records), [5, 5, 5]);
	t.deepEqual(lane.inFlight, {records: 15, bytes: 120});
	t.deepEqual(lane.batched, nothing);
	t.is(bench.queue.depth, 2);
	t.deepEqual(bench.totals.flushes, {full: 3, linger: 0, drain: 0});
	t.is(lane.flushes, 3);
	t.is(bench.turns, 3);
});

test('a flush of what there is counts as lingered', t => {
	const bench = createLaneBench();
	const lane = bench.createLane(1);
	bench.fill(3);
	lane.flush();
	t.deepEqual(bench.totals.flushes, {full: 0, linger: 1, drain: 0});
});

for (const [share, window, batches] of [[2, 64, 2], [64, 3, 3], [1, 1, 1], [64, 64, 6]] as const) {
	test(`with a share of ${share} and a window of ${window}, ${batches} of 6 batches are handed over in one visit`, t => {
		const bench = createLaneBench({share, window});
		bench.fill(30);
		const lane = bench.createLane(1);
		lane.flush();
		t.is(bench.sink.waiting.length, batches);
	});
}

test('a visit goes on while what was handed over is delivered, and is told of once', t => {
	const bench = createLaneBench({share: 2});
	bench.fill(31);
	const lane = bench.createLane(1);
	lane.flush();
	for (const batches of [2, 2, 2]) {
		t.is(bench.sink.waiting.length, batches);
		bench.clock.advance(1);
		t.deepEqual(bench.told, []);
		bench.sink.settleAll();
	}

	t.deepEqual(bench.told, ['settled 1'], 'one record is no batch');
	t.is(bench.queue.depth, 1);
});

test('a visit ends after five milliseconds, when it is told to, and with a failure', t => {
	const ends: ReadonlyArray<(bench: ReturnType<typeof createLaneBench>, lane: Lane) => void> = [
		bench => {
			bench.clock.advance(5);
			bench.sink.settleAll();
		},
		(bench, lane) => {
			lane.endVisit();
			bench.sink.settleAll();
		},
		bench => {
			bench.sink.settle(0, retry);
			bench.sink.settleAll();
		},
	];
	for (const end of ends) {
		const bench = createLaneBench({share: 2});
		bench.fill(30);
		const lane = bench.createLane(1);
		lane.flush();
		end(bench, lane);
		t.deepEqual(bench.told, ['settled 1']);
		t.is(bench.sink.waiting.length, 0);
		t.is(bench.queue.depth, 20);
		lane.flush();
		t.true(bench.sink.waiting.length > 0);
	}
});

test('however fast the sink, a visit ends after so many records', t => {
	const bench = createLaneBench({share: 2, settings: {batchSize: 100}});
	bench.queue.resize(1_000_000, 1e9);
	for (let filled = 0; filled < 2 * recordsPerVisit; filled += 500) {
		bench.fill(500);
	}

	bench.createLane(1).flush();
	while (bench.told.length === 0) {
		bench.sink.settleAll();
	}

	t.is(bench.totals.delivered.amount.records, Math.ceil(recordsPerVisit / 100) * 100);
});

test('tells once when all that was handed over is answered', t => {
	const bench = createLaneBench();
	const lane = bench.createLane(1);
	bench.fill(10);
	lane.flush();
	bench.sink.settle(1);
	t.deepEqual(bench.told, []);
	bench.sink.settle(0);
	t.deepEqual(bench.told, ['settled 1']);
	t.is(lane.delivered, 10);
	t.deepEqual(bench.totals.delivered.amount, {records: 10, bytes: 80});
	t.deepEqual(bench.queue.leased, nothing);
	t.deepEqual(bench.chunks.recycled, [1]);
});

test('wakes its worker', t => {
	const bench = createLaneBench();
	bench.createLane(7).wake();
	t.deepEqual(bench.told, ['ready 7']);
});

test('measures a flush from its last attempt, and a record from its arrival', t => {
	const bench = createLaneBench();
	const lane = bench.createLane(1);
	bench.fill(5);
	bench.clock.advance(100);
	lane.flush();
	bench.clock.advance(1000);
	bench.sink.settle(0, unreachable);
	lane.flush();
	bench.clock.advance(300);
	bench.sink.settle(0);
	t.deepEqual(bench.flushTime.tally, {count: 1, sum: 300});
	t.deepEqual(lane.flushTime.tally, {count: 1, sum: 300});
	t.deepEqual(bench.endToEnd.tally, {count: 5, sum: 5 * 1400});
});

test('what failed is tried again before anything else is flushed', t => {
	const bench = createLaneBench({share: 2});
	const lane = bench.createLane(1);
	bench.fill(20);
	lane.flush();
	bench.sink.settle(0, unreachable);
	bench.sink.settle(0);
	t.true(lane.flushFailed);
	t.is(lane.attempts, 1);
	lane.flush();
	t.is(bench.sink.written.length, 3);
	t.deepEqual(bench.sink.waiting.map(({batch}) => numbersOf(batch)), [[0, 1, 2, 3, 4]]);
	t.false(lane.flushFailed);
	t.deepEqual([lane.retries, bench.totals.retries], [1, 1]);
	t.deepEqual([lane.failures, bench.totals.failures], [1, 1]);
	t.is(lane.flushes, 2, 'a retry is no flush of its own');
});

test('records are resent only where their outcome is unknown, each time they go out again', t => {
	const bench = createLaneBench();
	const lane = bench.createLane(1);
	bench.fill(5);
	lane.flush();
	bench.sink.settle(0, unreachable);
	lane.flush();
	t.is(bench.totals.resent, 0);
	bench.sink.settle(0, retry);
	t.is(bench.totals.resent, 0);
	lane.flush();
	t.is(bench.totals.resent, 5);
	bench.sink.settle(0, unreachable);
	lane.flush();
	t.is(bench.totals.resent, 10);
});

test('records of an unknown outcome are still known to be after they went back to the queue', t => {
	const bench = createLaneBench();
	const [first, second] = [bench.createLane(1), bench.createLane(2)];
	bench.fill(8);
	first.flush();
	bench.sink.settle(0, retry);
	first.release();
	second.take();
	second.flush();
	t.is(bench.totals.resent, 5);
});

test('what a receiver refuses for good becomes a dead letter', t => {
	const bench = createLaneBench();
	const lane = bench.createLane(1);
	bench.fill(5);
	lane.flush();
	bench.sink.settle(0, refused);
	lane.giveUp();
	t.false(lane.flushFailed);
	t.deepEqual(bench.totals.deadLettered.amount, {records: 5, bytes: 40});
	t.deepEqual(bench.deadLetters.kept, [{records: ['0000000\n', '0000001\n', '0000002\n', '0000003\n', '0000004\n'], reason: '400'}]);
	t.deepEqual(bench.queue.leased, nothing);
	t.deepEqual(bench.lost(), nothing);
});

test('after maxAttempts a batch becomes a dead letter, and not before', t => {
	const bench = createLaneBench({settings: {maxAttempts: 3}});
	const lane = bench.createLane(1);
	bench.fill(5);
	for (let attempt = 1; attempt <= 3; attempt++) {
		t.is(bench.deadLetters.kept.length, 0);
		lane.flush();
		bench.sink.settle(0, unreachable);
		t.is(lane.attempts, attempt);
		lane.giveUp();
	}

	t.deepEqual(bench.deadLetters.kept.map(({reason}) => reason), ['unreachable (3 attempts)']);
	t.false(lane.flushFailed);
});

test('with unlimited attempts nothing that may go well later becomes a dead letter', t => {
	const bench = createLaneBench({settings: {maxAttempts: 'unlimited'}});
	const lane = bench.createLane(1);
	bench.fill(5);
	for (let attempt = 0; attempt < 100; attempt++) {
		lane.flush();
		bench.sink.settle(0, retry);
		lane.giveUp();
	}

	t.true(lane.flushFailed);
	t.is(bench.deadLetters.kept.length, 0);
});

test('what a receiver denies is never dead-lettered, nor does it count as an attempt', t => {
	const bench = createLaneBench({settings: {maxAttempts: 2}});
	const lane = bench.createLane(1);
	bench.fill(5);
	for (let attempt = 0; attempt < 10; attempt++) {
		lane.flush();
		bench.sink.settle(0, denied);
		lane.giveUp();
	}

	lane.flush();
	bench.sink.settle(0, unreachable);
	lane.giveUp();
	t.true(lane.flushFailed);
	t.is(bench.deadLetters.kept.length, 0);
});

test('where the receiver is gone for good, records are dropped with that reason', t => {
	const bench = createLaneBench();
	const lane = bench.createLane(1);
	bench.fill(5);
	lane.flush();
	bench.sink.settle(0, closed);
	t.deepEqual(bench.told, ['sinkClosed 1', 'settled 1']);
	lane.giveUp();
	t.deepEqual(bench.totals.dropped.sinkClosed.amount, {records: 5, bytes: 40});
	t.deepEqual(bench.queue.leased, nothing);
	t.is(bench.deadLetters.kept.length, 0);
});

test('records stay where they are while the dead letters can\'t be kept, and it is said', t => {
	const bench = createLaneBench();
	const lane = bench.createLane(1);
	bench.fill(5);
	for (const message of ['disk full', 'no such folder']) {
		lane.flush();
		bench.sink.settle(0, refused);
		bench.log.takeAll();
		bench.deadLetters.failure = new Error(message);
		lane.giveUp();
		t.true(lane.flushFailed);
		t.deepEqual(lane.batched, {records: 5, bytes: 40});
		t.deepEqual(bench.totals.deadLettered.amount, nothing);
		t.deepEqual(bench.log.takeAll().map(event => event.message), [`dead letters can't be written to letters.ndjson: ${message}`]);
	}

	bench.deadLetters.failure = undefined;
	lane.giveUp();
	t.deepEqual(bench.totals.deadLettered.amount, {records: 5, bytes: 40});
	t.deepEqual(bench.lost(), nothing);
});

test('only the batch that is hopeless is given up', t => {
	const bench = createLaneBench();
	const lane = bench.createLane(1);
	bench.fill(15);
	lane.flush();
	bench.sink.settle(0, refused);
	bench.sink.settle(0, unreachable);
	bench.sink.settle(0, closed);
	lane.giveUp();
	t.true(lane.flushFailed);
	lane.release();
	const rest = emptyBatch();
	bench.queue.take(rest, 100);
	t.deepEqual(numbersOf(rest), [5, 6, 7, 8, 9]);
});

test('release gives back what failed and what is held, in the order in which it was taken', t => {
	const bench = createLaneBench();
	const lane = bench.createLane(1);
	bench.fill(15);
	lane.flush();
	bench.sink.settleAll(unreachable);
	bench.fill(5);
	lane.take();
	lane.release();
	t.deepEqual(lane.batched, nothing);
	const rest = emptyBatch();
	bench.queue.take(rest, 100);
	t.deepEqual(numbersOf(rest), Array.from({length: 20}, (_, index) => index));
});

test('a withdrawn batch is no failure, and not an attempt', t => {
	const bench = createLaneBench({settings: {maxAttempts: 1}});
	const lane = bench.createLane(1);
	bench.fill(5);
	lane.flush();
	lane.withdraw();
	lane.giveUp();
	t.deepEqual([lane.failures, bench.totals.failures], [0, 0]);
	t.is(bench.health.problem, undefined);
	t.is(bench.deadLetters.kept.length, 0);
	t.deepEqual(lane.batched, {records: 5, bytes: 40});
});

test('what the sink can still tell after its worker has left counts, and the rest goes back in order', t => {
	const bench = createLaneBench({obeys: false});
	const lane = bench.createLane(1);
	bench.fill(15);
	lane.flush();
	lane.withdraw();
	lane.release();
	lane.leave();
	t.deepEqual(bench.told, []);
	bench.sink.settle(0, unreachable);
	bench.sink.settle(0);
	t.deepEqual(bench.lost(), nothing);
	bench.sink.settle(0, unreachable);
	t.deepEqual(bench.told, ['lastAnswer 1']);
	t.is(bench.totals.delivered.records, 5);
	const rest = emptyBatch();
	bench.queue.take(rest, 100);
	t.deepEqual(numbersOf(rest), [0, 1, 2, 3, 4, 10, 11, 12, 13, 14]);
});

test.serial('a whole window of batches that listen for their withdrawal is no leak', async t => {
	const warnings: Error[] = [];
	const note = (warning: Error) => {
		warnings.push(warning);
	};

	process.on('warning', note);
	const bench = createLaneBench();
	bench.fill(320);
	bench.createLane(1).flush();
	t.is(bench.sink.waiting.length, 64);
	await new Promise<void>(resolve => {
		setImmediate(resolve);
	});
	process.off('warning', note);
	t.deepEqual(warnings, []);
});

test('a worker that leaves with nothing at the sink has had its last answer', t => {
	const bench = createLaneBench();
	bench.createLane(3).leave();
	t.deepEqual(bench.told, ['lastAnswer 3']);
});

test('a drain takes from the queue only once that is closed', t => {
	const bench = createLaneBench();
	const lane = bench.createLane(1);
	bench.fill(3);
	lane.take();
	bench.fill(10);
	t.true(lane.workLeft);
	lane.drain();
	t.deepEqual(bench.sink.written.map(batch => batch.records), [3]);
	bench.sink.settleAll();
	t.false(lane.workLeft);
	bench.queue.close();
	t.true(lane.workLeft);
	lane.drain();
	t.deepEqual(bench.sink.written.map(batch => batch.records), [3, 5, 5]);
	t.deepEqual(bench.totals.flushes, {full: 2, linger: 0, drain: 1});
	t.false(lane.workLeft);
});

test('a drain of a closed queue hands over its share, the rest of it too', t => {
	const bench = createLaneBench({share: 2});
	const lane = bench.createLane(1);
	bench.fill(13);
	bench.queue.close();
	lane.drain();
	t.is(bench.sink.waiting.length, 2);
	bench.sink.settleAll();
	t.true(lane.workLeft);
	lane.drain();
	t.deepEqual(bench.sink.written.map(batch => batch.records), [5, 5, 3]);
});

test('a drain tries again what failed first', t => {
	const bench = createLaneBench();
	const lane = bench.createLane(1);
	bench.fill(5);
	lane.flush();
	bench.sink.settle(0, unreachable);
	bench.fill(5);
	bench.queue.close();
	lane.drain();
	t.deepEqual(bench.sink.waiting.map(({batch}) => numbersOf(batch)), [[0, 1, 2, 3, 4]]);
});

test('waits at least as long as the receiver asked for, else up to its backoff', t => {
	const bench = createLaneBench();
	const lane = bench.createLane(1);
	bench.fill(10);
	lane.flush();
	bench.sink.settle(0, unreachable);
	t.true(lane.backoff() <= 100);
	bench.sink.settle(0, {...unreachable, retryAfter: 7000});
	t.is(lane.backoff(), 7000);
});

test('says what fails when that changes, and when it is over', t => {
	const bench = createLaneBench();
	const lane = bench.createLane(1);
	bench.fill(15);
	lane.flush();
	bench.sink.settle(0, unreachable);
	bench.sink.settle(0, unreachable);
	bench.sink.settle(0, denied);
	t.is(bench.health.problem, '403');
	bench.clock.advance(1000);
	lane.flush();
	bench.sink.settleAll();
	t.is(bench.health.problem, undefined);
	t.deepEqual(bench.log.takeAll().map(({level, message}) => `${level}: ${message}`), ['warning: unreachable', 'error: 403', 'info: delivering again']);
});

test('each flush is told where that was asked for', t => {
	const bench = createLaneBench({isVerbose: true});
	const lane = bench.createLane(3);
	bench.fill(4);
	lane.flush();
	bench.sink.settle(0);
	t.deepEqual(bench.log.takeAll().map(({message, isVerbose}) => [message, isVerbose]), [['Worker 3 flushed batch of 4 logs', true]]);
});

test('a batch size that is lowered meanwhile leaves what is held as it is', t => {
	const bench = createLaneBench();
	const lane = bench.createLane(1);
	bench.fill(20);
	lane.take();
	bench.settings.batchSize = 3;
	lane.take();
	lane.flush();
	t.deepEqual(bench.sink.written.map(batch => batch.records), [5, 3, 3, 3, 3, 3]);
});
