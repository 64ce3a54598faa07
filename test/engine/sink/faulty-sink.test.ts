import test from 'ava';
import type {Batch} from '../../../source/domain/batch.js';
import type {SinkFailure} from '../../../source/domain/sink-failure.js';
import {FaultySink} from '../../../source/engine/sink/faulty-sink.js';
import type {Sink} from '../../../source/engine/ports/sink.js';
import {createRandom} from '../../../source/engine/seeded-random.js';
import type {SinkFault} from '../../../source/contract/command.js';
import {VirtualClock} from '../../../source/simulation/virtual-clock.js';
import {NullSink} from '../../../source/sinks/null/null-sink.js';
import {SimulatedSink} from '../../../source/sinks/simulated/simulated-sink.js';
import {makeBatch} from '../../helpers/records.js';
import {createScriptedSink} from '../../helpers/scripted-sink.js';

function createBench(createInner: (clock: VirtualClock) => Sink = clock => new NullSink(clock)) {
	const clock = new VirtualClock();
	const inner = createInner(clock);
	const sink = new FaultySink(inner, clock, createRandom(1));
	const answers: Array<{readonly at: number; readonly batch: Batch; readonly failure: SinkFailure | undefined}> = [];
	const cancellation = new AbortController();
	return {
		clock,
		inner,
		sink,
		answers,
		cancellation,
		write(batch = makeBatch(['a']), {signal} = cancellation): Batch {
			const before = answers.length;
			sink.write(batch, (answered, failure) => {
				answers.push({at: clock.now(), batch: answered, failure});
			}, signal);
			if (answers.length > before) {
				throw new Error('answered from within write');
			}

			return batch;
		},
		answeredAt: () => answers.map(({at}) => at),
	};
}

const simulated = (latency: number) => (clock: VirtualClock): Sink => new SimulatedSink({
	clock, random: createRandom(1), settings: () => ({sinkLatency: latency, sinkJitter: 0, sinkFailures: 0}),
});

test('without a fault it is the sink that it holds', async t => {
	const inner = createScriptedSink({maxInFlight: 7, name: 'file:out.log'});
	const {sink, write, answers} = createBench(() => inner);
	t.deepEqual([sink.name, sink.maxInFlight, sink.fault], ['file:out.log', 7, {kind: 'none'}]);
	await sink.open();
	t.true(inner.isOpen);
	const batch = write();
	sink.commit();
	t.is(inner.commits, 1);
	t.is(inner.waiting[0]?.batch, batch);
	inner.complete(0, {kind: 'refused', message: '400', outcomeUnknown: false});
	t.is(answers[0]?.failure?.message, '400');
	await sink.close();
	t.false(inner.isOpen);
});

test('what nobody can reach passes through, and no sink need have any', t => {
	t.deepEqual(createBench().sink.unreachable, {records: 0, bytes: 0});
	t.deepEqual(createBench(() => ({...createScriptedSink(), unreachable: {records: 2, bytes: 20}})).sink.unreachable, {records: 2, bytes: 20});
});

test('a slow sink takes so many times its time', t => {
	const bench = createBench(simulated(300));
	bench.sink.fault = {kind: 'slow', factor: 4};
	bench.write();
	bench.clock.advance(1199);
	t.is(bench.answers.length, 0);
	bench.clock.advance(1);
	t.is(bench.answers.length, 1);
	t.is(bench.answers[0]?.failure, undefined);
});

test('once the sink is slow no more, held completions come at once, and none twice', t => {
	const bench = createBench(simulated(300));
	bench.sink.fault = {kind: 'slow', factor: 10};
	bench.write();
	bench.clock.advance(200);
	bench.write();
	bench.clock.advance(200);
	bench.sink.fault = {kind: 'none'};
	bench.clock.advance(10_000);
	t.deepEqual(bench.answeredAt(), [400, 500]);
});

test('a sink that takes no time is slowed as well', t => {
	const bench = createBench();
	bench.sink.fault = {kind: 'slow', factor: 5};
	bench.write();
	bench.sink.commit();
	bench.clock.advance(1000);
	t.deepEqual(bench.answeredAt(), [40]);
});

test('a slow sink tells of failures too', t => {
	const inner = createScriptedSink();
	const bench = createBench(() => inner);
	bench.sink.fault = {kind: 'slow', factor: 2};
	bench.write();
	bench.clock.advance(50);
	inner.complete(0, {kind: 'denied', message: '403', outcomeUnknown: false});
	bench.clock.advance(1000);
	t.deepEqual(bench.answeredAt(), [100]);
	t.is(bench.answers[0]?.failure?.kind, 'denied');
});

test('what is cancelled from a slow sink is answered at once, with what the sink knows', t => {
	const inner = createScriptedSink();
	const bench = createBench(() => inner);
	bench.sink.fault = {kind: 'slow', factor: 100};
	const confirmed = bench.write();
	const waiting = bench.write();
	bench.clock.advance(50);
	inner.complete(0);
	bench.cancellation.abort();
	t.deepEqual(bench.answers.map(({at, batch, failure}) => [at, batch === confirmed, batch === waiting, failure?.message]), [
		[50, false, true, 'cancelled'],
		[50, true, false, undefined],
	]);
	t.is(bench.clock.pending, 0);
});

for (const [share, low, high] of [[0, 0, 0], [0.3, 250, 350], [1, 1000, 1000]] as const) {
	test(`a sink that fails ${share * 100} % of the batches fails so many, and the others go well`, t => {
		const bench = createBench();
		bench.sink.fault = {kind: 'failing', share};
		for (let index = 0; index < 1000; index++) {
			bench.write();
		}

		bench.sink.commit();
		bench.clock.advance(0);
		const failed = bench.answers.filter(({failure}) => failure !== undefined);
		t.is(bench.answers.length, 1000);
		t.true(failed.length >= low && failed.length <= high, `${failed.length}`);
		t.true(failed.every(({failure}) => failure?.kind === 'retry' && !failure.outcomeUnknown));
	});
}

test('a sink that hangs answers nothing, and all of it once that is undone', t => {
	const bench = createBench();
	bench.sink.fault = {kind: 'hanging'};
	const batches = [bench.write(), bench.write(), bench.write()];
	bench.sink.commit();
	bench.clock.advance(1_000_000);
	t.is(bench.answers.length, 0);
	bench.sink.fault = {kind: 'hanging'};
	t.is(bench.answers.length, 0);
	bench.sink.fault = {kind: 'none'};
	bench.clock.advance(0);
	t.deepEqual(bench.answers.map(({batch}) => batch), batches);
	t.true(bench.answers.every(({failure}) => failure === undefined));
});

for (const fault of [{kind: 'slow', factor: 2}, {kind: 'failing', share: 1}] satisfies SinkFault[]) {
	test(`what hung meets the fault that comes after: ${fault.kind}`, t => {
		const bench = createBench();
		bench.sink.fault = {kind: 'hanging'};
		bench.write();
		bench.sink.fault = fault;
		bench.clock.advance(100);
		t.is(bench.answers.length, 1);
		t.is(bench.answers[0]?.failure?.kind, fault.kind === 'failing' ? 'retry' : undefined);
	});
}

test('what hangs can be cancelled, and stays answered', t => {
	const bench = createBench();
	bench.sink.fault = {kind: 'hanging'};
	const [kept, cancellation] = [new AbortController(), new AbortController()];
	const cancelled = bench.write(makeBatch(['a']), cancellation);
	const other = bench.write(makeBatch(['b']), kept);
	cancellation.abort();
	t.deepEqual(bench.answers.map(({batch, failure}) => [batch === cancelled, failure?.outcomeUnknown]), [[true, false]]);
	bench.sink.fault = {kind: 'none'};
	bench.clock.advance(0);
	t.deepEqual(bench.answers.slice(1).map(({batch, failure}) => [batch === other, failure]), [[true, undefined]]);
});

test('what is handed over after its cancellation does not hang', t => {
	const bench = createBench();
	bench.sink.fault = {kind: 'hanging'};
	bench.cancellation.abort();
	bench.write();
	bench.clock.advance(0);
	t.is(bench.answers[0]?.failure?.message, 'cancelled');
});

test('a batch that hung and then went on is answered once, though it is cancelled later', t => {
	const inner = createScriptedSink({obeys: false});
	const bench = createBench(() => inner);
	bench.sink.fault = {kind: 'hanging'};
	bench.write();
	bench.sink.fault = {kind: 'none'};
	bench.cancellation.abort();
	t.is(bench.answers.length, 0);
	inner.complete(0);
	t.is(bench.answers.length, 1);
});
