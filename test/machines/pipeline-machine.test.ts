import test, {type ExecutionContext} from 'ava';
import {createActor, type AnyEventObject} from 'xstate';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';
import type {Facts} from '../helpers/machine-paths.js';
import {
	everywhere, walk, World, type ReplayedStep,
} from '../helpers/machine-replay.js';
import {pipelineModel, providePuppets} from '../helpers/pipeline-model.js';
import {endPuppet} from '../helpers/puppet.js';
import {createStubPipeline} from '../helpers/stub-ports.js';

const {runs, states, transitions} = walk(pipelineModel, {provide: providePuppets, settle: endPuppet});
const steps = runs.flatMap(run => run.slice(1));
const callsOf = (run: readonly ReplayedStep[]) => run.flatMap(({calls}) => calls);
const isWorkerDone = ({event}: ReplayedStep) => event.type.startsWith('xstate.done.actor.worker-');
const workersIn = (calls: readonly string[]) => calls.filter(call => /^worker-\d+ starts$/v.test(call)).length;

test('paths from the definition reach every state', t => {
	t.deepEqual(states, everywhere);
});

test('paths from the definition take every transition', t => {
	t.deepEqual(transitions, everywhere);
});

test('the queue is closed once at the most, after the producer and the scaler have ended', t => {
	for (const run of runs) {
		const ended: string[] = [];
		for (const {event, calls} of run) {
			ended.push(event.type);
			t.true(!calls.includes('closeQueue') || (ended.includes('xstate.done.actor.producer') && ended.includes('xstate.done.actor.scaler')));
		}

		const order = callsOf(run).filter(call => ['producer ← producer.stop', 'scaler ← scaler.stop', 'closeQueue'].includes(call));
		t.deepEqual(order, ['producer ← producer.stop', 'scaler ← scaler.stop', 'closeQueue'].slice(0, order.length));
	}
});

test('no worker learns that the queue is closed before it is, and each learns it once', t => {
	for (const run of runs) {
		const calls = callsOf(run);
		const closed = calls.filter(call => call.endsWith('← queue.closed'));
		t.true(closed.length === 0 || calls.indexOf('closeQueue') < calls.findIndex(call => call.endsWith('← queue.closed')));
		t.is(new Set(closed).size, closed.length);
	}
});

test('no worker is added or let go from the drain until the queue is closed', t => {
	const isBefore = ({from, to}: ReplayedStep) => /joining|stopping/v.test(from) || /joining|stopping/v.test(to);
	for (const {calls} of steps.filter(step => isBefore(step))) {
		const before = calls.includes('closeQueue') ? calls.slice(0, calls.indexOf('closeQueue')) : calls;
		t.false(before.some(call => call.startsWith('worker-') && !/← (?:worker\.kill|sink\.mended)$/v.test(call)));
	}
});

test('the sink is closed once all workers are gone and the queue is empty', t => {
	const closings = runs.map(run => run.slice(0, run.findIndex(({to}) => to.includes('closing')) + 1)).filter(run => run.length > 0);
	t.true(closings.length > 0);
	for (const run of closings) {
		t.is(workersIn(callsOf(run)), run.filter(step => isWorkerDone(step)).length);
		t.true(run.at(-1)?.event.facts.isEmpty);
	}
});

function followWorkers(t: ExecutionContext, run: readonly ReplayedStep[]): void {
	let desired = 1;
	const living = new Set<string>();
	for (const {event, to, calls} of run) {
		if (event.type === 'workers.scale' && 'desired' in event) {
			desired = Math.max(1, Number(event.desired));
		}

		living.delete(event.type.slice('xstate.done.actor.'.length));
		for (const call of calls) {
			const {id = '', what} = /^(?<id>worker-\d+) (?<what>starts|← worker.stop)$/v.exec(call)?.groups ?? {};
			living[what === 'starts' ? 'add' : 'delete'](id);
		}

		living.delete('');
		if (to !== '"running"') {
			return;
		}

		t.is(living.size, desired);
	}
}

test('while it runs there are as many workers as are wanted: one that was killed is replaced', t => {
	for (const run of runs) {
		followWorkers(t, run.filter(({to}) => to !== '"starting"'));
	}
});

test('it aborts exactly where it says so, once, as the last thing that it does', t => {
	for (const {to, calls} of steps) {
		t.is(calls.filter(call => call === 'abort').length, to === '"aborted"' ? 1 : 0);
		t.true(to !== '"aborted"' || calls.at(-1) === 'abort');
	}
});

test('the end of the grace period aborts every drain', t => {
	const ends = steps.filter(({event}) => event.type.startsWith('xstate.after.grace'));
	t.is(new Set(ends.map(({from}) => from)).size, 4);
	for (const {to, calls} of ends) {
		t.is(to, '"aborted"');
		t.deepEqual(calls, ['reportGrace', 'abort']);
	}
});

test('a user who asks to leave a second time aborts the drain, and no other reason does', t => {
	for (const run of runs) {
		const asked = run.filter(({event, from}) => event.type === 'drain' && 'reason' in event && event.reason === 'key' && from !== '"starting"');
		for (const [index, {to, calls}] of asked.entries()) {
			t.is(to === '"aborted"', index === 1);
			t.true(index === 1 || calls.includes('reportDrain key') || calls.includes('reportAlreadyDraining'));
		}

		for (const {from, to, calls} of run.filter(({event, from}) => event.type === 'drain' && 'reason' in event && event.reason === 'count' && from.includes('draining'))) {
			t.is(to, from);
			t.deepEqual(calls, []);
		}
	}
});

/** A pipeline with puppets for children, a grace period of 30 s and a duration of 60 s. */
function start(workers: number, forDrain?: (workers: number) => number) {
	const world = new World();
	const clock = new VirtualClock();
	const machine = providePuppets(world).provide({delays: {grace: 30_000, duration: 60_000}});
	const actor = createActor(machine, {clock, input: {workers, pipeline: createStubPipeline(forDrain)}}).start();
	return {
		/** The state and the calls after an event, a child's end, or milliseconds that pass. */
		after(event: AnyEventObject | string | number, facts: Facts = {}): string[] {
			world.begin(0, facts);
			if (typeof event === 'number') {
				clock.advance(event);
			} else if (typeof event === 'string') {
				const id = Number(/^worker-(?<id>\d+)$/v.exec(event)?.groups?.id);
				endPuppet(actor, {type: `xstate.done.actor.${event}`, output: {id}});
			} else {
				actor.send(event);
			}

			return [JSON.stringify(actor.getSnapshot().value).replaceAll(/["\{\}]/gv, ''), ...world.calls];
		},
		failToOpen(): string[] {
			world.begin(0, {});
			endPuppet(actor, {type: `xstate.error.actor.${open}`, error: new Error('refused')});
			return [String(actor.getSnapshot().value), ...world.calls];
		},
	};
}

const open = '0.pipeline.starting';
const close = '0.pipeline.draining.closing';

test('it starts its parts once everything is open', t => {
	const {after} = start(2);
	t.deepEqual(after(open), ['running', 'reportStart', 'producer starts', 'scaler starts', 'worker-1 starts', 'worker-2 starts']);
});

test('it starts nothing where something can\'t be opened', t => {
	t.deepEqual(start(1).failToOpen(), ['failed', 'reportOpenFailure refused']);
});

test('a shutdown delivers everything in the one order that loses nothing', t => {
	const {after} = start(1, () => 2);
	after(open);
	t.deepEqual(after({type: 'drain', reason: 'signal'}), ['draining:joiningProducer', 'reportDrain signal', 'producer ← producer.stop']);
	t.deepEqual(after({type: 'workers.scale', desired: 5, reason: 'late'}), ['draining:joiningProducer']);
	t.deepEqual(after('producer'), ['draining:stoppingScaler', 'scaler ← scaler.stop']);
	t.deepEqual(after('scaler'), ['draining:emptying:waiting', 'closeQueue', 'worker-2 starts', 'worker-1 ← queue.closed', 'worker-2 ← queue.closed']);
	t.deepEqual(after('worker-2'), ['draining:emptying:waiting']);
	t.deepEqual(after('worker-1', {isEmpty: true}), ['draining:closing', `${close} starts`]);
	t.deepEqual(after(close), ['stopped']);
});

function startEmptying() {
	const pipeline = start(1);
	for (const event of [open, {type: 'drain', reason: 'key'}, 'producer', 'scaler']) {
		pipeline.after(event);
	}

	return pipeline;
}

test('records that come back when the last worker is gone get another worker', t => {
	const {after} = startEmptying();
	t.deepEqual(after({type: 'worker.kill', id: 1}), ['draining:emptying:waiting', 'reportCommand', 'worker-1 ← worker.kill']);
	t.deepEqual(after('worker-1'), ['draining:emptying:waiting']);
	t.deepEqual(after({type: 'departed.completed'}, {recordsAreWaiting: true}), ['draining:emptying:waiting', 'worker-2 starts', 'worker-2 ← queue.closed']);
	t.deepEqual(after('worker-2', {isEmpty: true}), ['draining:closing', `${close} starts`]);
});

test('the last answer of the sink to a worker that is gone ends the drain', t => {
	const {after} = startEmptying();
	t.deepEqual(after('worker-1'), ['draining:emptying:waiting']);
	t.deepEqual(after({type: 'departed.completed'}, {isEmpty: true}), ['draining:closing', `${close} starts`]);
});

test('the grace period counts from the beginning of the drain', t => {
	const {after} = start(1);
	after(open);
	after({type: 'drain', reason: 'count'});
	t.deepEqual(after(20_000), ['draining:joiningProducer']);
	after('producer');
	t.deepEqual(after(9999), ['draining:stoppingScaler']);
	t.deepEqual(after(1), ['aborted', 'reportGrace', 'abort']);
});

test('a user is told once that a drain is under way that another cause began', t => {
	const {after} = start(1);
	after(open);
	after({type: 'drain', reason: 'endOfInput'});
	t.deepEqual(after({type: 'drain', reason: 'key'}), ['draining:joiningProducer', 'reportAlreadyDraining']);
	t.deepEqual(after({type: 'drain', reason: 'signal'}), ['aborted', 'abort']);
});

test('it drains when its time is up, where it has one', t => {
	for (const hasDuration of [true, false]) {
		const {after} = start(1);
		after(open);
		t.deepEqual(after(59_999), ['running']);
		t.deepEqual(after(1, {hasDuration}), hasDuration ? ['draining:joiningProducer', 'reportDrain duration', 'producer ← producer.stop'] : ['running']);
	}
});

test('the newest workers are stopped first, they flush what they hold, and are not replaced', t => {
	const {after} = start(3);
	after(open);
	t.deepEqual(after({type: 'workers.scale', desired: 1, reason: 'idle'}), ['running', 'reportScaling', 'worker-2 ← worker.stop', 'worker-3 ← worker.stop']);
	t.deepEqual(after({type: 'worker.pause', id: 3}), ['running', 'reportCommand', 'worker-3 ← worker.pause']);
	t.deepEqual(after('worker-3'), ['running']);
	t.deepEqual(after({type: 'workers.scale', desired: 2, reason: 'busy'}), ['running', 'reportScaling', 'worker-4 starts']);
});

test('a worker that was killed is replaced, and can\'t be spoken to any more', t => {
	const {after} = start(1);
	after(open);
	t.deepEqual(after({type: 'worker.kill', id: 1}), ['running', 'reportCommand', 'worker-1 ← worker.kill']);
	t.deepEqual(after('worker-1'), ['running', 'worker-2 starts']);
	t.deepEqual(after({type: 'worker.kill', id: 1}), ['running', 'reportMissingWorker']);
});

test('commands reach the producer while it runs', t => {
	const {after} = start(1);
	after(open);
	for (const event of [{type: 'rate.set', rate: 5}, {type: 'rate.scale', factor: 2}, {type: 'spike.start'}, {type: 'producer.pause'}, {type: 'producer.resume'}]) {
		t.deepEqual(after(event), ['running', 'reportCommand', `producer ← ${event.type}`]);
	}
});

test('faults are set only where they are allowed, and can always be undone', t => {
	const {after} = start(1);
	after(open);
	const fault = {type: 'fault.set', fault: {kind: 'hanging'}};
	t.deepEqual(after(fault), ['running', 'reportForbiddenFault']);
	t.deepEqual(after(fault, {allowsFaults: true}), ['running', 'reportCommand', 'setFault hanging']);
	t.deepEqual(after({type: 'faults.clear'}), ['running', 'reportCommand', 'setFault none', 'worker-1 ← sink.mended', 'producer ← spike.stop']);
	t.deepEqual(after({type: 'fault.set', fault: {kind: 'none'}}, {allowsFaults: true}), ['running', 'reportCommand', 'setFault none', 'worker-1 ← sink.mended']);
	after({type: 'drain', reason: 'key'});
	t.deepEqual(after({type: 'faults.clear'}), ['draining:joiningProducer', 'reportCommand', 'setFault none', 'worker-1 ← sink.mended']);
});

test('settings can be changed in every state, the drain included', t => {
	const {after} = start(1);
	const change = {type: 'setting.set', change: {name: 'batchSize', value: 5}};
	t.deepEqual(after(change), ['starting', 'applySetting batchSize']);
	after(open);
	after({type: 'drain', reason: 'key'});
	t.deepEqual(after(change), ['draining:joiningProducer', 'applySetting batchSize']);
});

test('commands reach their worker, or a report says that there is none', t => {
	const {after} = start(2);
	after(open);
	for (const type of ['worker.pause', 'worker.resume', 'worker.kill']) {
		t.deepEqual(after({type, id: 2}), ['running', 'reportCommand', `worker-2 ← ${type}`]);
		t.deepEqual(after({type, id: 3}), ['running', 'reportMissingWorker']);
	}
});

test('a worker that ends while the producer is joined is not replaced, and not spoken to again', t => {
	const {after} = start(2);
	after(open);
	after({type: 'drain', reason: 'key'});
	t.deepEqual(after('worker-2'), ['draining:joiningProducer']);
	t.deepEqual(after({type: 'worker.kill', id: 2}), ['draining:joiningProducer', 'reportMissingWorker']);
	after('producer');
	t.deepEqual(after('scaler'), ['draining:emptying:waiting', 'closeQueue', 'worker-1 ← queue.closed']);
});

test('a drain without any worker left adds one for released records', t => {
	const {after} = start(1, () => 1);
	for (const event of [open, {type: 'drain', reason: 'key'}, 'worker-1', 'producer']) {
		after(event);
	}

	t.deepEqual(after('scaler', {recordsAreWaiting: true}), ['draining:emptying:waiting', 'closeQueue', 'worker-2 starts', 'worker-2 ← queue.closed']);
});
