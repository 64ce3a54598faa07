import process from 'node:process';
import test from 'ava';
import {emptyBatch} from '../../../source/domain/batch.js';
import {nothing} from '../../../source/domain/ledger.js';
import type {SinkFailure} from '../../../source/domain/sink-failure.js';
import {recordsPerTimeSlice} from '../../../source/engine/worker/time-slice.js';
import type {Worker} from '../../../source/engine/worker/worker.js';
import {createWorkerBench} from '../../helpers/worker-bench.js';
import {numbersOf} from '../../helpers/numbered-chunks.js';

const retry: SinkFailure = {kind: 'retry', message: 'timed out', outcomeUnknown: true};
const unreachable: SinkFailure = {kind: 'retry', message: 'unreachable', outcomeUnknown: false};
const refused: SinkFailure = {kind: 'refused', message: '400', outcomeUnknown: false};
const denied: SinkFailure = {kind: 'denied', message: '403', outcomeUnknown: false};
const closed: SinkFailure = {kind: 'closed', message: 'closed pipe', outcomeUnknown: false};

test('takes no more than a batch', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	bench.fill(12);
	t.true(worker.batchIsWaiting);
	worker.take();
	worker.take();
	t.deepEqual(worker.batched, {records: 5, bytes: 40});
	t.is(bench.queue.depth, 7);
});

test('a worker that holds part of a batch is woken before one that has waited longer with nothing', t => {
	const bench = createWorkerBench();
	const [empty, filling] = [bench.createWorker(1), bench.createWorker(2)];
	empty.wait();
	bench.fill(3);
	filling.take();
	filling.wait();
	t.is(bench.idle.next(), filling);
	t.is(bench.idle.next(), empty);
});

test('a worker that begins to wait while records wait asks for a tick', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	worker.wait();
	t.is(bench.ticks, 0);
	worker.stopWaiting();
	t.is(bench.idle.size, 0);
	bench.fill(1);
	worker.wait();
	t.is(bench.ticks, 1);
	t.true(bench.createWorker(2).othersAreWaiting);
});

test('held and queued records together make a batch', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	t.false(worker.recordsAreWaiting);
	bench.fill(4);
	worker.take();
	t.true(worker.recordsAreWaiting);
	t.false(worker.batchIsWaiting);
	bench.fill(1);
	t.true(worker.batchIsWaiting);
});

test('a flush tops the batch up, then hands over full batches only', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	bench.fill(3);
	worker.take();
	bench.fill(14);
	worker.flush();
	t.deepEqual(bench.sink.written.map(batch => batch.records), [5, 5, 5]);
	t.deepEqual(worker.inFlight, {records: 15, bytes: 120});
	t.deepEqual(worker.batched, nothing);
	t.is(bench.queue.depth, 2);
	t.deepEqual(bench.totals.flushes, {full: 3, linger: 0, drain: 0});
	t.is(worker.metrics.flushes, 3);
	t.is(bench.ticks, 3);
});

test('a batch with more bytes than the sink takes goes in parts, each as soon as there is room', t => {
	const bench = createWorkerBench({maxInFlight: 1, maxBatchBytes: 16});
	const worker = bench.createWorker(1);
	bench.fill(5);
	worker.flush();
	const parts: number[][] = [];
	while (bench.sink.waiting.length > 0) {
		parts.push(...bench.sink.waiting.map(({batch}) => numbersOf(batch)));
		bench.sink.complete(0);
		if (bench.sink.waiting.length === 0 && worker.batchIsWaiting) {
			worker.flush();
		}
	}

	t.deepEqual(parts, [[0, 1], [2, 3], [4]]);
	t.false(worker.batchIsWaiting);
	t.deepEqual(bench.lost(), nothing);
});

test('a drain hands over the rest of a batch that was too large', t => {
	const bench = createWorkerBench({maxBatchBytes: 16});
	const worker = bench.createWorker(1);
	bench.fill(5);
	bench.queue.stopOffers();
	const parts: number[] = [];
	while (worker.workLeft) {
		worker.drain();
		parts.push(...bench.sink.waiting.map(({batch}) => batch.records));
		bench.sink.completeAll();
	}

	t.deepEqual(parts, [2, 2, 1]);
});

test('a flush of less than a batch counts as lingered', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	bench.fill(3);
	worker.flush();
	t.deepEqual(bench.totals.flushes, {full: 0, linger: 1, drain: 0});
});

for (const [share, maxInFlight, batches] of [[2, 64, 2], [64, 3, 3], [1, 1, 1], [64, 64, 6]] as const) {
	test(`where a worker may have ${share} batches and the sink takes ${maxInFlight} in flight, ${batches} of 6 are handed over`, t => {
		const bench = createWorkerBench({share, maxInFlight});
		bench.fill(30);
		const worker = bench.createWorker(1);
		worker.flush();
		t.is(bench.sink.waiting.length, batches);
	});
}

test('a time slice goes on while batches are delivered, and the machine is told once', t => {
	const bench = createWorkerBench({share: 2});
	bench.fill(31);
	const worker = bench.createWorker(1);
	worker.flush();
	for (const batches of [2, 2, 2]) {
		t.is(bench.sink.waiting.length, batches);
		bench.clock.advance(1);
		t.deepEqual(bench.told, []);
		bench.sink.completeAll();
	}

	t.deepEqual(bench.told, ['flush.completed 1'], 'one record is no batch');
	t.is(bench.queue.depth, 1);
});

test('a time slice ends after five milliseconds, when it is ended, and with a failure', t => {
	const ends: ReadonlyArray<(bench: ReturnType<typeof createWorkerBench>, worker: Worker) => void> = [
		bench => {
			bench.clock.advance(5);
			bench.sink.completeAll();
		},
		(bench, worker) => {
			worker.endTimeSlice();
			bench.sink.completeAll();
		},
		bench => {
			bench.sink.complete(0, retry);
			bench.sink.completeAll();
		},
	];
	for (const end of ends) {
		const bench = createWorkerBench({share: 2});
		bench.fill(30);
		const worker = bench.createWorker(1);
		worker.flush();
		end(bench, worker);
		t.deepEqual(bench.told, ['flush.completed 1']);
		t.is(bench.sink.waiting.length, 0);
		t.is(bench.queue.depth, 20);
		worker.flush();
		t.true(bench.sink.waiting.length > 0);
	}
});

test('however fast the sink, a time slice ends after so many records', t => {
	const bench = createWorkerBench({share: 2, settings: {batchSize: 100}});
	bench.queue.resize(1_000_000, 1e9);
	for (let filled = 0; filled < 2 * recordsPerTimeSlice; filled += 500) {
		bench.fill(500);
	}

	bench.createWorker(1).flush();
	while (bench.told.length === 0) {
		bench.sink.completeAll();
	}

	t.is(bench.totals.delivered.amount.records, Math.ceil(recordsPerTimeSlice / 100) * 100);
});

test('tells its machine once when all that was handed over is completed', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	bench.fill(10);
	worker.flush();
	bench.sink.complete(1);
	t.deepEqual(bench.told, []);
	bench.sink.complete(0);
	t.deepEqual(bench.told, ['flush.completed 1']);
	t.is(worker.metrics.delivered, 10);
	t.deepEqual(bench.totals.delivered.amount, {records: 10, bytes: 80});
	t.deepEqual(bench.queue.leased, nothing);
	t.deepEqual(bench.chunks.recycled, [1]);
});

test('wakes its machine', t => {
	const bench = createWorkerBench();
	bench.createWorker(7).wake();
	t.deepEqual(bench.told, ['queue.ready 7']);
});

test('measures a flush from its last attempt, and a record from its arrival', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	bench.fill(5);
	bench.clock.advance(100);
	worker.flush();
	bench.clock.advance(1000);
	bench.sink.complete(0, unreachable);
	worker.flush();
	bench.clock.advance(300);
	bench.sink.complete(0);
	t.deepEqual(bench.latencies.flushTime.tally, {count: 1, sum: 300});
	t.deepEqual(worker.metrics.flushTime.tally, {count: 1, sum: 300});
	t.deepEqual(bench.latencies.endToEnd.tally, {count: 5, sum: 5 * 1400});
});

test('failed batches are retried before anything else is flushed', t => {
	const bench = createWorkerBench({share: 2});
	const worker = bench.createWorker(1);
	bench.fill(20);
	worker.flush();
	bench.sink.complete(0, unreachable);
	bench.sink.complete(0);
	t.true(worker.flushFailed);
	t.is(worker.attempts, 1);
	worker.flush();
	t.is(bench.sink.written.length, 3);
	t.deepEqual(bench.sink.waiting.map(({batch}) => numbersOf(batch)), [[0, 1, 2, 3, 4]]);
	t.false(worker.flushFailed);
	t.deepEqual([worker.metrics.retries, bench.totals.retries], [1, 1]);
	t.deepEqual([worker.metrics.failures, bench.totals.failures], [1, 1]);
	t.is(worker.metrics.flushes, 2, 'a retry is no flush of its own');
});

test('records are resent only where their outcome is unknown, each time they go out again', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	bench.fill(5);
	worker.flush();
	bench.sink.complete(0, unreachable);
	worker.flush();
	t.is(bench.totals.resent, 0);
	bench.sink.complete(0, retry);
	t.is(bench.totals.resent, 0);
	worker.flush();
	t.is(bench.totals.resent, 5);
	bench.sink.complete(0, unreachable);
	worker.flush();
	t.is(bench.totals.resent, 10);
});

test('records of an unknown outcome are still known to be after they went back to the queue', t => {
	const bench = createWorkerBench();
	const [first, second] = [bench.createWorker(1), bench.createWorker(2)];
	bench.fill(8);
	first.flush();
	bench.sink.complete(0, retry);
	first.release();
	second.take();
	second.flush();
	t.is(bench.totals.resent, 5);
});

test('a batch that the receiver refuses for good becomes a dead letter', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	bench.fill(5);
	worker.flush();
	bench.sink.complete(0, refused);
	worker.giveUp();
	t.false(worker.flushFailed);
	t.deepEqual(bench.totals.deadLettered.amount, {records: 5, bytes: 40});
	t.like(bench.deadLetters.kept, [{records: ['0000000\n', '0000001\n', '0000002\n', '0000003\n', '0000004\n'], reason: '400'}]);
	t.deepEqual(bench.queue.leased, nothing);
	t.deepEqual(bench.lost(), nothing);
});

test('of a batch that is refused as a whole only the bad records become dead letters, without a wait', t => {
	const bench = createWorkerBench({settings: {batchSize: 16}});
	const worker = bench.createWorker(1);
	const bad = new Set([3, 4, 15]);
	bench.fill(16);
	worker.flush();
	while (bench.sink.waiting.length > 0) {
		for (const {batch} of bench.sink.waiting) {
			const isBad = numbersOf(batch).some(number => bad.has(number));
			bench.sink.complete(0, isBad ? {...refused, isDivisible: true} : undefined);
		}

		worker.giveUp();
		t.deepEqual(bench.lost(), nothing);
		if (worker.halvesLeft) {
			worker.flush();
		}
	}

	t.deepEqual(bench.deadLetters.kept.flatMap(({records}) => records.map(Number)), [3, 4, 15]);
	t.is(bench.totals.delivered.amount.records, 13);
	t.false(worker.flushFailed);
});

test('halves go before what waits for its backoff', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	bench.fill(10);
	worker.flush();
	bench.sink.complete(0, unreachable);
	bench.sink.complete(0, {...refused, isDivisible: true});
	worker.giveUp();
	worker.flush();
	t.deepEqual(bench.sink.waiting.map(({batch}) => numbersOf(batch)), [[5, 6, 7], [8, 9]]);
	bench.sink.completeAll();
	t.true(worker.flushFailed);
	t.false(worker.halvesLeft);
});

test('a worker that is paused gives halves back to the queue', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	bench.fill(5);
	worker.flush();
	bench.sink.complete(0, {...refused, isDivisible: true});
	worker.giveUp();
	t.is(worker.batched.records, 5);
	worker.release();
	t.deepEqual([bench.queue.depth, worker.batched.records], [5, 0]);
	t.deepEqual(bench.lost(), nothing);
});

test('after maxAttempts a batch becomes a dead letter, and not before', t => {
	const bench = createWorkerBench({settings: {maxAttempts: 3}});
	const worker = bench.createWorker(1);
	bench.fill(5);
	for (let attempt = 1; attempt <= 3; attempt++) {
		t.is(bench.deadLetters.kept.length, 0);
		worker.flush();
		bench.sink.complete(0, unreachable);
		t.is(worker.attempts, attempt);
		worker.giveUp();
	}

	t.deepEqual(bench.deadLetters.kept.map(({reason}) => reason), ['unreachable (3 attempts)']);
	t.false(worker.flushFailed);
});

test('with unlimited attempts no batch that may go well later becomes a dead letter', t => {
	const bench = createWorkerBench({settings: {maxAttempts: 'unlimited'}});
	const worker = bench.createWorker(1);
	bench.fill(5);
	for (let attempt = 0; attempt < 100; attempt++) {
		worker.flush();
		bench.sink.complete(0, retry);
		worker.giveUp();
	}

	t.true(worker.flushFailed);
	t.is(bench.deadLetters.kept.length, 0);
});

test('a denied batch is never dead-lettered, nor does it count as an attempt', t => {
	const bench = createWorkerBench({settings: {maxAttempts: 2}});
	const worker = bench.createWorker(1);
	bench.fill(5);
	for (let attempt = 0; attempt < 10; attempt++) {
		worker.flush();
		bench.sink.complete(0, denied);
		worker.giveUp();
	}

	worker.flush();
	bench.sink.complete(0, unreachable);
	worker.giveUp();
	t.true(worker.flushFailed);
	t.is(bench.deadLetters.kept.length, 0);
});

test('where the receiver is gone for good, records are dropped with that reason', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	bench.fill(5);
	worker.flush();
	bench.sink.complete(0, closed);
	t.deepEqual(bench.told, ['sink.closed 1', 'flush.completed 1']);
	worker.giveUp();
	t.deepEqual(bench.totals.dropped.sinkClosed.amount, {records: 5, bytes: 40});
	t.deepEqual(bench.queue.leased, nothing);
	t.is(bench.deadLetters.kept.length, 0);
});

test('records stay with their worker while dead letters can\'t be written, and it is logged', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	bench.fill(5);
	for (const message of ['disk full', 'no such folder']) {
		worker.flush();
		bench.sink.complete(0, refused);
		bench.log.takeAll();
		bench.deadLetters.failure = new Error(message);
		worker.giveUp();
		t.true(worker.flushFailed);
		t.deepEqual(worker.batched, {records: 5, bytes: 40});
		t.deepEqual(bench.totals.deadLettered.amount, nothing);
		t.deepEqual(bench.log.takeAll().map(event => event.message), [`dead letters can't be written to letters.ndjson: ${message}`]);
	}

	bench.deadLetters.failure = undefined;
	worker.giveUp();
	t.deepEqual(bench.totals.deadLettered.amount, {records: 5, bytes: 40});
	t.deepEqual(bench.lost(), nothing);
});

test('only the hopeless batches are given up', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	bench.fill(15);
	worker.flush();
	bench.sink.complete(0, refused);
	bench.sink.complete(0, unreachable);
	bench.sink.complete(0, closed);
	worker.giveUp();
	t.true(worker.flushFailed);
	worker.release();
	const rest = emptyBatch();
	bench.queue.take(rest, 100);
	t.deepEqual(numbersOf(rest), [5, 6, 7, 8, 9]);
});

test('release gives back failed and held records in the order in which they were taken', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	bench.fill(15);
	worker.flush();
	bench.sink.completeAll(unreachable);
	bench.fill(5);
	worker.take();
	worker.release();
	t.deepEqual(worker.batched, nothing);
	const rest = emptyBatch();
	bench.queue.take(rest, 100);
	t.deepEqual(numbersOf(rest), Array.from({length: 20}, (_, index) => index));
});

test('a cancelled batch is no failure, and not an attempt', t => {
	const bench = createWorkerBench({settings: {maxAttempts: 1}});
	const worker = bench.createWorker(1);
	bench.fill(5);
	worker.flush();
	worker.cancel();
	worker.giveUp();
	t.deepEqual([worker.metrics.failures, bench.totals.failures], [0, 0]);
	t.is(bench.health.problem, undefined);
	t.is(bench.deadLetters.kept.length, 0);
	t.deepEqual(worker.batched, {records: 5, bytes: 40});
});

test('completions after a worker has left count, and failed batches go back in order', t => {
	const bench = createWorkerBench({obeys: false});
	const worker = bench.createWorker(1);
	bench.fill(15);
	worker.flush();
	worker.cancel();
	worker.release();
	worker.leave();
	t.deepEqual(bench.told, []);
	bench.sink.complete(0, unreachable);
	bench.sink.complete(0);
	t.deepEqual(bench.lost(), nothing);
	bench.sink.complete(0, unreachable);
	t.deepEqual(bench.told, ['forgotten 1']);
	t.is(bench.totals.delivered.records, 5);
	const rest = emptyBatch();
	bench.queue.take(rest, 100);
	t.deepEqual(numbersOf(rest), [0, 1, 2, 3, 4, 10, 11, 12, 13, 14]);
});

test.serial('a sink that listens for the cancellation of every batch in flight is no leak', async t => {
	const warnings: Error[] = [];
	const note = (warning: Error) => {
		warnings.push(warning);
	};

	process.on('warning', note);
	const bench = createWorkerBench();
	bench.fill(320);
	bench.createWorker(1).flush();
	t.is(bench.sink.waiting.length, 64);
	await new Promise<void>(resolve => {
		setImmediate(resolve);
	});
	process.off('warning', note);
	t.deepEqual(warnings, []);
});

test('a worker that leaves with nothing at the sink is forgotten at once', t => {
	const bench = createWorkerBench();
	bench.createWorker(3).leave();
	t.deepEqual(bench.told, ['forgotten 3']);
});

test('a drain takes from the queue only once that is closed', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	bench.fill(3);
	worker.take();
	bench.fill(10);
	t.true(worker.workLeft);
	worker.drain();
	t.deepEqual(bench.sink.written.map(batch => batch.records), [3]);
	bench.sink.completeAll();
	t.false(worker.workLeft);
	bench.queue.stopOffers();
	t.true(worker.workLeft);
	worker.drain();
	t.deepEqual(bench.sink.written.map(batch => batch.records), [3, 5, 5]);
	t.deepEqual(bench.totals.flushes, {full: 2, linger: 0, drain: 1});
	t.false(worker.workLeft);
});

test('a drain of a closed queue hands over as many batches as a worker may have, and then the rest', t => {
	const bench = createWorkerBench({share: 2});
	const worker = bench.createWorker(1);
	bench.fill(13);
	bench.queue.stopOffers();
	worker.drain();
	t.is(bench.sink.waiting.length, 2);
	bench.sink.completeAll();
	t.true(worker.workLeft);
	worker.drain();
	t.deepEqual(bench.sink.written.map(batch => batch.records), [5, 5, 3]);
});

test('a drain retries failed batches first', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	bench.fill(5);
	worker.flush();
	bench.sink.complete(0, unreachable);
	bench.fill(5);
	bench.queue.stopOffers();
	worker.drain();
	t.deepEqual(bench.sink.waiting.map(({batch}) => numbersOf(batch)), [[0, 1, 2, 3, 4]]);
});

test('waits at least as long as the receiver asked for, else up to its backoff', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	bench.fill(10);
	worker.flush();
	bench.sink.complete(0, unreachable);
	t.true(worker.backoff() <= 100);
	bench.sink.complete(0, {...unreachable, retryAfter: 7000});
	t.is(worker.backoff(), 7000);
	bench.sink.completeAll();
	bench.settings.backoffCap = 2000;
	t.is(worker.backoff(), 2000);
	bench.queue.stopOffers();
	t.is(worker.backoff(), 1000);
});

test('failures are logged when they begin, when they change and when they are over', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	bench.fill(15);
	worker.flush();
	bench.sink.complete(0, unreachable);
	bench.sink.complete(0, unreachable);
	bench.sink.complete(0, denied);
	t.is(bench.health.problem, '403');
	bench.clock.advance(1000);
	worker.flush();
	bench.sink.completeAll();
	t.is(bench.health.problem, undefined);
	t.deepEqual(bench.log.takeAll().map(({level, message}) => `${level}: ${message}`), ['warning: unreachable', 'error: 403', 'info: delivering again']);
});

test('each flush is logged with --verbose', t => {
	const bench = createWorkerBench({isVerbose: true});
	const worker = bench.createWorker(3);
	bench.fill(4);
	worker.flush();
	bench.sink.complete(0);
	t.deepEqual(bench.log.takeAll().map(({message, isVerbose}) => [message, isVerbose]), [['Worker 3 flushed batch of 4 logs', true]]);
});

test('a lower batch size leaves the held batch as it is', t => {
	const bench = createWorkerBench();
	const worker = bench.createWorker(1);
	bench.fill(20);
	worker.take();
	bench.settings.batchSize = 3;
	worker.take();
	worker.flush();
	t.deepEqual(bench.sink.written.map(batch => batch.records), [5, 3, 3, 3, 3, 3]);
});
