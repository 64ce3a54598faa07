import test from 'ava';
import {createRandom} from '../../../source/engine/seeded-random.js';
import {VirtualClock} from '../../../source/simulation/virtual-clock.js';
import {SimulatedSink} from '../../../source/sinks/simulated/simulated-sink.js';
import {createAnswers} from '../../helpers/write-batches.js';
import {makeBatch} from '../../helpers/records.js';
import {testSinkContract} from '../sink-contract.js';

function createBench({sinkLatency = 300, sinkJitter = 0, sinkFailures = 0} = {}) {
	const clock = new VirtualClock();
	const settings = {sinkLatency, sinkJitter, sinkFailures};
	const sink = new SimulatedSink({clock, random: createRandom(3), settings: () => settings});
	const advance = () => {
		clock.advance(1);
	};

	return {
		clock, settings, sink, advance, answers: createAnswers(sink, advance),
	};
}

testSinkContract(test, 'simulated sink', async () => {
	const {sink, advance} = createBench();
	return {sink, onTick: advance};
});

test('a batch takes its latency, and one is at the sink at a time', async t => {
	const {sink, clock, answers} = createBench();
	t.is(sink.name, 'simulated');
	t.is(sink.maxInFlight, 1);
	answers.write(makeBatch(['a']));
	await answers.completed();
	t.is(clock.now(), 300);
});

test('the latency can change while it runs', async t => {
	const {settings, clock, answers} = createBench();
	settings.sinkLatency = 20;
	answers.write(makeBatch(['a']));
	await answers.completed();
	t.is(clock.now(), 20);
});

test('latencies are spread over the jitter, up and down, and never below nothing', t => {
	const {sink, clock} = createBench({sinkLatency: 50, sinkJitter: 100});
	const times: number[] = [];
	for (let index = 0; index < 1000; index++) {
		sink.write(makeBatch(['a']), () => {
			times.push(clock.now());
		}, new AbortController().signal);
	}

	clock.advance(1000);
	t.is(times.length, 1000);
	t.true(times.includes(0) && times.some(time => time > 140) && times.every(time => time <= 150));
	const mean = times.filter(time => time > 0).length / 1000;
	t.true(mean > 0.7 && mean < 0.8, `${mean}`);
});

test('as many batches fail as asked for, and may be tried again', async t => {
	const {answers} = createBench({sinkFailures: 0.2});
	for (let index = 0; index < 1000; index++) {
		answers.write(makeBatch(['a']));
	}

	await answers.completed();
	const failures = [...answers.failures.values()].filter(failure => failure !== undefined);
	t.true(failures.length > 150 && failures.length < 250, `${failures.length}`);
	t.true(failures.every(({kind, outcomeUnknown}) => kind === 'retry' && !outcomeUnknown));
});

test('what is cancelled is answered at once, and only then', t => {
	const {clock, answers} = createBench();
	const [early, late] = [new AbortController(), new AbortController()];
	const [cancelled, confirmed] = [makeBatch(['a']), makeBatch(['b'])];
	answers.write(cancelled, early.signal);
	answers.write(confirmed, late.signal);
	clock.advance(100);
	early.abort();
	t.is(answers.of(cancelled)?.message, 'cancelled');
	t.is(clock.pending, 1);
	clock.advance(200);
	late.abort();
	t.is(answers.of(confirmed), undefined);
	t.deepEqual(answers.repeated, []);
});
