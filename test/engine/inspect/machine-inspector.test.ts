import test, {type ExecutionContext} from 'ava';
import {type GivenSettings, settingsWith} from '../../helpers/settings.js';
import type {Snapshot} from '../../../source/contract/snapshot.js';
import type {InspectedMachine, InspectedTransition} from '../../../source/contract/inspection.js';
import type {Command} from '../../../source/contract/command.js';
import {createVirtualEngine} from '../../helpers/virtual-engine.js';

/** A pipeline at the defaults but for what is given, on virtual time. */
async function run(t: ExecutionContext, given: GivenSettings = {}) {
	const {engine, clock} = createVirtualEngine({settings: settingsWith(given)});
	let last: Snapshot | undefined;
	engine.subscribe(snapshot => {
		last = snapshot;
	});
	t.teardown(() => {
		engine.send({type: 'abort'});
	});
	await engine.start();
	return {
		/** Gives commands, lets time pass, and looks. */
		after(milliseconds: number, ...commands: readonly Command[]): InspectedMachine | undefined {
			for (const command of commands) {
				engine.send(command);
			}

			clock.advance(milliseconds);
			return last?.inspected;
		},
	};
}

const steps = (watched: InspectedMachine | undefined) => (watched?.transitions ?? []).map(({event, guard, from, to}) => `${from} → ${to}: ${event}${guard === undefined ? '' : ` [${guard}]`}`);

test('no machine is inspected before a user asks, nor after that has ended', async t => {
	const pipeline = await run(t);
	t.is(pipeline.after(1000), undefined);
	t.truthy(pipeline.after(1000, {type: 'machine.inspect', machine: 'scaler'}));
	t.is(pipeline.after(1000, {type: 'machine.inspect', machine: 'none'}), undefined);
});

test('a worker\'s transitions say from where to where, and why', async t => {
	const pipeline = await run(t);
	pipeline.after(10_000);
	const watched = pipeline.after(1200, {type: 'machine.inspect', machine: 'worker', id: 1});
	t.deepEqual([watched?.machine, watched?.id], ['worker', 1]);
	t.true(watched?.states.includes('flushing.working'));
	t.true(steps(watched).includes('flushing.working → flushing.working: flush.completed [batchIsWaiting]'));
});

test('what happens over and over, faster than it can be read, is one line, counted', async t => {
	const pipeline = await run(t, {sinkLatency: 60, maxWorkers: 1});
	pipeline.after(10_000);
	const isLoop = ({from, to, guard}: InspectedTransition) => from === 'flushing.working' && to === from && guard === 'batchIsWaiting';
	const early = pipeline.after(1000, {type: 'machine.inspect', machine: 'worker', id: 1})?.transitions.filter(transition => isLoop(transition));
	const late = pipeline.after(3000)?.transitions.filter(transition => isLoop(transition));
	t.deepEqual([early?.length, late?.length], [1, 1]);
	t.true((late?.[0]?.times ?? 0) >= (early?.[0]?.times ?? 0) + 5);
	t.true((late?.[0]?.at ?? 0) > (early?.[0]?.at ?? 0));
});

test('what can be read is a line each time, with its own time', async t => {
	const pipeline = await run(t);
	pipeline.after(10_000);
	const transitions = pipeline.after(2000, {type: 'machine.inspect', machine: 'worker', id: 1})?.transitions ?? [];
	t.true(transitions.length >= 6);
	t.true(transitions.every(({times}) => times === 1));
	t.is(new Set(transitions.map(({at}) => at)).size, transitions.length);
});

test('a command is seen as the cause, in each region that it concerns', async t => {
	const pipeline = await run(t);
	pipeline.after(1000);
	const watched = pipeline.after(1, {type: 'machine.inspect', machine: 'producer'}, {type: 'producer.pause'}, {type: 'producer.resume'}, {type: 'spike.start'});
	t.is(watched, undefined);
	const seen = pipeline.after(100);
	t.true(seen?.states.includes('producing.pace.spiking'));
	t.deepEqual(steps(seen).slice(0, 3), [
		'producing → paused: producer.pause',
		'paused → producing: producer.resume',
		'producing.pump.choosing → producing.pump.paced: always [isPaced]',
	]);
	t.true(steps(seen).includes('producing.pace.steady → producing.pace.spiking: spike.start [isPaced]'));
});

test('a worker that is gone keeps its last state and the way there', async t => {
	const pipeline = await run(t);
	pipeline.after(10_000);
	const watched = pipeline.after(200, {type: 'machine.inspect', machine: 'worker', id: 2}, {type: 'worker.kill', id: 2});
	t.deepEqual(watched?.states, ['killed']);
	t.deepEqual(steps(watched), ['flushing.working → killed: worker.kill']);
	t.deepEqual(pipeline.after(5000)?.states, ['killed']);
});

test('a machine that is not there has no states', async t => {
	const pipeline = await run(t);
	t.deepEqual(pipeline.after(200, {type: 'machine.inspect', machine: 'worker', id: 99})?.states, []);
});

test('the pipeline itself can be watched, while it drains', async t => {
	const pipeline = await run(t);
	const watched = pipeline.after(200, {type: 'machine.inspect', machine: 'pipeline'}, {type: 'drain', reason: 'key'});
	t.is(steps(watched)[0], 'running → draining.joiningProducer: drain');
	t.true(watched?.states.includes('draining'));
});

test('no more than ten are kept, the newest', async t => {
	const pipeline = await run(t);
	pipeline.after(20_000, {type: 'machine.inspect', machine: 'worker', id: 1});
	for (let index = 0; index < 10; index++) {
		pipeline.after(600, {type: 'worker.pause', id: 1}, {type: 'worker.resume', id: 1});
	}

	const watched = pipeline.after(100);
	t.is(watched?.transitions.length, 10);
	const times = (watched?.transitions ?? []).map(({at}) => at);
	t.deepEqual(times, times.toSorted((a, b) => a - b));
});
