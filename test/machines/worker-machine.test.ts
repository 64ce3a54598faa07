import test, {type ExecutionContext} from 'ava';
import {createActor} from 'xstate';
import {workerMachine} from '../../source/machines/worker-machine.js';
import type {WorkerEvent} from '../../source/machines/worker-port.js';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';
import type {Facts} from '../helpers/machine-paths.js';
import {
	everywhere, walk, World, type ReplayedStep,
} from '../helpers/machine-replay.js';
import {createStubWorker} from '../helpers/stub-ports.js';

const guards = ['batchIsWaiting', 'recordsAreWaiting', 'othersAreWaiting', 'flushFailed', 'halvesLeft', 'sinkIsDown', 'workLeft', 'mayRetryNow'] as const;
const input = {worker: createStubWorker(7)};

function provide(world: World) {
	return workerMachine.provide({
		actions: world.actions(['join', 'leave', 'take', 'wait', 'stopWaiting', 'awaitSink', 'stopAwaitingSink', 'flush', 'drain', 'giveUp', 'release', 'cancel']),
		guards: world.guards(guards),
		delays: world.delays(['linger', 'backoff']),
	});
}

const booleans = [false, true] as const;

// Where the last failure is given up, it has failed when it is asked first, and no longer after that.
const ofQueue: Facts[] = booleans.flatMap(recordsAreWaiting => booleans.flatMap(batchIsWaiting => booleans.map(othersAreWaiting => ({recordsAreWaiting, batchIsWaiting, othersAreWaiting}))));
const ofFailures: Facts[] = [{flushFailed: false}, {flushFailed: true}, {flushFailed: [true, false]}, {flushFailed: true, sinkIsDown: true}, {flushFailed: true, halvesLeft: true}];
const ofWorker: Facts[] = ofFailures.flatMap(failures => booleans.flatMap(workLeft => booleans.map(mayRetryNow => ({...failures, workLeft, mayRetryNow}))));
const worlds: Facts[] = ofQueue.flatMap(queue => ofWorker.map(worker => ({...queue, ...worker})));

const model = {
	machine: workerMachine, input, guards, worlds,
};
const {runs, states, transitions} = walk(model, {provide});
const steps = runs.flatMap(run => run.slice(1));
const isEntered = (mode: string, {from, to}: ReplayedStep) => to === `"${mode}"` && from !== to;

test('paths from the definition reach every state', t => {
	t.deepEqual(states, everywhere);
});

test('paths from the definition take every transition', t => {
	t.deepEqual(transitions, everywhere);
});

test('a worker joins at its start, once, and waits for records', t => {
	for (const [first, ...others] of runs) {
		t.deepEqual(first?.calls, ['join', 'wait']);
		t.false(others.some(({calls}) => calls.includes('join')));
	}
});

test('a worker leaves as the last thing that it does, once, when it is stopped or killed', t => {
	for (const step of steps) {
		const hasEnded = isEntered('stopped', step) || isEntered('killed', step);
		t.deepEqual(step.calls.filter(call => call === 'leave'), hasEnded ? ['leave'] : []);
		t.is(step.calls.at(-1) === 'leave', hasEnded);
	}
});

test('a worker that is killed cancels, releases and leaves, in this order, from every state', t => {
	const kills = steps.filter(({event}) => event.type === 'worker.kill');
	t.is(new Set(kills.map(({from}) => from)).size, 10);
	for (const {to, calls} of kills) {
		t.is(to, '"killed"');
		t.deepEqual(calls.filter(call => call !== 'stopWaiting' && call !== 'stopAwaitingSink'), ['cancel', 'release', 'leave']);
	}
});

test('only a worker that is paused or killed gives records back, and exactly once', t => {
	for (const step of steps) {
		const givesBack = isEntered('paused', step) || isEntered('killed', step);
		t.deepEqual(step.calls.filter(call => call === 'release'), givesBack ? ['release'] : []);
	}
});

test('a worker waits for records exactly while it is idle or fills', t => {
	for (const run of runs) {
		let isWaiting = false;
		for (const {to, calls} of run) {
			for (const call of calls) {
				isWaiting = call === 'wait' || (isWaiting && call !== 'stopWaiting');
			}

			t.is(isWaiting, to === '"idle"' || to === '"filling"');
		}
	}
});

test('a worker waits for the sink exactly while the sink is down and it holds what failed', t => {
	for (const run of runs) {
		let isWaiting = false;
		for (const {to, calls} of run) {
			for (const call of calls) {
				isWaiting = call === 'awaitSink' || (isWaiting && call !== 'stopAwaitingSink');
			}

			t.is(isWaiting, to.includes('awaitingSink'));
		}
	}
});

function followFlushes(t: ExecutionContext, run: readonly ReplayedStep[]): void {
	let isOut = false;
	for (const {event, to, calls} of run) {
		isOut &&= event.type !== 'flush.completed';
		for (const call of calls) {
			if (call === 'flush' || call === 'drain') {
				t.false(isOut, 'a batch was handed over before the last one was completed');
				isOut = true;
			}
		}

		t.is(isOut, to.includes('flushing') || to.includes('completing') || (isOut && to === '"killed"'));
	}
}

test('a worker hands over only when all before is completed, and goes on only then', t => {
	for (const run of runs) {
		followFlushes(t, run);
	}
});

test('a time slice ends as soon as a worker does anything but work', t => {
	const walked = walk(model, {provide: world => provide(world).provide({actions: world.actions(['endTimeSlice'])})});
	for (const run of walked.runs) {
		let isOpen = false;
		for (const {to, calls} of run) {
			for (const call of calls) {
				isOpen = call === 'flush' || (isOpen && call !== 'endTimeSlice');
			}

			t.true(!isOpen || to.includes('"working"'));
		}
	}
});

test('a draining worker is told nothing else any more, takes only by draining, and stops only with nothing left', t => {
	for (const {to, event, calls} of steps.filter(({from}) => from.includes('draining'))) {
		t.true(to.includes('draining') || to === '"stopped"' || to === '"killed"');
		t.false(calls.some(call => ['take', 'flush', 'wait', 'release'].includes(call)) && to !== '"killed"');
		t.true(to !== '"stopped"' || event.facts.workLeft === false);
	}
});

test('what failed is given up once each time, before anything else is done about it', t => {
	for (const {from, event, calls} of steps) {
		const isAnswered = event.type === 'flush.completed' && (from.includes('working') || from.includes('completing')) && event.facts.flushFailed !== false;
		const isPaused = event.type === 'flush.completed' && from.includes('pausing');
		t.deepEqual(calls.filter(call => call === 'giveUp'), isAnswered || isPaused ? ['giveUp'] : []);
		t.true(!calls.includes('giveUp') || calls[0] === 'giveUp');
	}
});

type Story = ReadonlyArray<readonly [event: WorkerEvent['type'] | number, facts: Facts, mode: string, ...calls: readonly string[]]>;

/** Tells a story to a worker with a linger of 500 ms and a backoff of 100 ms: events, or milliseconds that pass. */
function tell(t: ExecutionContext, story: Story): void {
	const world = new World();
	const clock = new VirtualClock();
	const actor = createActor(provide(world).provide({delays: {linger: 500, backoff: 100}}), {clock, input}).start();
	for (const [index, [type, facts, mode, ...calls]] of story.entries()) {
		world.begin(index, facts);
		if (typeof type === 'number') {
			clock.advance(type);
		} else {
			actor.send({type});
		}

		t.deepEqual([JSON.stringify(actor.getSnapshot().value).replaceAll(/["\{\}]/gv, ''), ...world.calls], [mode, ...calls], `step ${index + 1}, ${type}`);
	}
}

const some = {recordsAreWaiting: true};
const batch = {recordsAreWaiting: true, batchIsWaiting: true};

test('a full batch is flushed at once, and the next right after it', t => {
	tell(t, [
		['queue.ready', batch, 'flushing:working', 'stopWaiting', 'flush'],
		['flush.completed', batch, 'flushing:working', 'flush'],
		['flush.completed', {}, 'idle', 'wait'],
	]);
});

test('after a time slice, a worker that waits longer has the next', t => {
	tell(t, [
		['queue.ready', batch, 'flushing:working', 'stopWaiting', 'flush'],
		['flush.completed', {...batch, othersAreWaiting: true}, 'idle', 'wait'],
	]);
});

test('a batch that is not full is flushed when its linger has passed since its first record', t => {
	tell(t, [
		['queue.ready', some, 'filling', 'stopWaiting', 'take', 'wait'],
		[300, {}, 'filling'],
		['queue.ready', some, 'filling', 'take', 'wait'],
		[199, {}, 'filling'],
		[1, {}, 'flushing:working', 'stopWaiting', 'flush'],
	]);
});

test('a batch that fills up does not wait for its linger, and the next one has a linger of its own', t => {
	tell(t, [
		['queue.ready', some, 'filling', 'stopWaiting', 'take', 'wait'],
		[400, {}, 'filling'],
		['queue.ready', batch, 'flushing:working', 'stopWaiting', 'flush'],
		['flush.completed', some, 'filling', 'take', 'wait'],
		[499, {}, 'filling'],
		[1, {}, 'flushing:working', 'stopWaiting', 'flush'],
	]);
});

test('a worker that finds nothing waits again', t => {
	tell(t, [['queue.ready', {}, 'idle', 'wait']]);
});

test('what failed is tried again after the backoff, until it is delivered', t => {
	tell(t, [
		['queue.ready', batch, 'flushing:working', 'stopWaiting', 'flush'],
		['flush.completed', {flushFailed: true}, 'backingOff:delaying', 'giveUp'],
		['queue.ready', batch, 'backingOff:delaying'],
		[99, {}, 'backingOff:delaying'],
		[1, {}, 'flushing:working', 'flush'],
		['flush.completed', {}, 'idle', 'wait'],
	]);
});

test('what failed is tried again at once when the sink is mended, unless a receiver has asked for time', t => {
	tell(t, [
		['queue.ready', batch, 'flushing:working', 'stopWaiting', 'flush'],
		['sink.mended', {mayRetryNow: true}, 'flushing:working'],
		['flush.completed', {flushFailed: true}, 'backingOff:delaying', 'giveUp'],
		['sink.mended', {}, 'backingOff:delaying'],
		['sink.mended', {mayRetryNow: true}, 'flushing:working', 'flush'],
		['queue.closed', {}, 'draining:completing'],
		['flush.completed', {flushFailed: true}, 'draining:backingOff', 'giveUp'],
		['sink.mended', {}, 'draining:backingOff'],
		['sink.mended', {mayRetryNow: true, workLeft: true}, 'draining:completing', 'drain'],
	]);
});

test('while the sink is down a worker waits for its turn, however long, and for a sink that delivers again', t => {
	const down = {flushFailed: true, sinkIsDown: true};
	tell(t, [
		['queue.ready', batch, 'flushing:working', 'stopWaiting', 'flush'],
		['flush.completed', down, 'backingOff:awaitingSink', 'giveUp', 'awaitSink'],
		[100_000, down, 'backingOff:awaitingSink'],
		['sink.probe', down, 'flushing:working', 'stopAwaitingSink', 'flush'],
		['flush.completed', down, 'backingOff:awaitingSink', 'giveUp', 'awaitSink'],
		['sink.mended', {...down, mayRetryNow: true}, 'flushing:working', 'stopAwaitingSink', 'flush'],
		['flush.completed', down, 'backingOff:awaitingSink', 'giveUp', 'awaitSink'],
		['queue.closed', down, 'draining:awaitingSink', 'stopAwaitingSink', 'awaitSink'],
		['sink.mended', down, 'draining:awaitingSink'],
		['sink.probe', {workLeft: true}, 'draining:completing', 'stopAwaitingSink', 'drain'],
	]);
});

test('halves of a refused batch go at once, also in a drain', t => {
	const halves = {flushFailed: true, halvesLeft: true, workLeft: true};
	tell(t, [
		['queue.ready', batch, 'flushing:working', 'stopWaiting', 'flush'],
		['flush.completed', halves, 'flushing:working', 'giveUp', 'flush'],
		['queue.closed', {}, 'draining:completing'],
		['flush.completed', halves, 'draining:completing', 'giveUp', 'drain'],
		['flush.completed', {}, 'stopped', 'leave'],
	]);
});

test('after a failure that was given up a worker goes on at once', t => {
	tell(t, [
		['queue.ready', batch, 'flushing:working', 'stopWaiting', 'flush'],
		['flush.completed', {...batch, flushFailed: [true, false]}, 'flushing:working', 'giveUp', 'flush'],
	]);
});

test('a worker that is paused while it flushes waits for the answer, then gives back what it still holds', t => {
	tell(t, [
		['queue.ready', batch, 'flushing:working', 'stopWaiting', 'flush'],
		['worker.pause', {}, 'flushing:pausing'],
		['flush.completed', {flushFailed: true}, 'paused', 'giveUp', 'release'],
		['queue.ready', batch, 'paused'],
		[10_000, {}, 'paused'],
		['worker.resume', {}, 'idle', 'wait'],
	]);
});

test('a worker that is resumed before the answer has never paused', t => {
	tell(t, [
		['queue.ready', batch, 'flushing:working', 'stopWaiting', 'flush'],
		['worker.pause', {}, 'flushing:pausing'],
		['worker.resume', {}, 'flushing:working'],
		['flush.completed', {}, 'idle', 'wait'],
	]);
});

test('a pause ends the wait for another attempt', t => {
	tell(t, [
		['queue.ready', batch, 'flushing:working', 'stopWaiting', 'flush'],
		['flush.completed', {flushFailed: true}, 'backingOff:delaying', 'giveUp'],
		['worker.pause', {}, 'paused', 'release'],
		[10_000, {}, 'paused'],
	]);
});

test('drain wins over pause', t => {
	tell(t, [
		['worker.pause', {}, 'paused', 'stopWaiting', 'release'],
		['queue.closed', {workLeft: true}, 'draining:completing', 'drain'],
		['worker.pause', {}, 'draining:completing'],
		['flush.completed', {workLeft: true}, 'draining:completing', 'drain'],
		['flush.completed', {}, 'stopped', 'leave'],
	]);
});

test('a worker that pauses when the queue closes drains instead', t => {
	tell(t, [
		['queue.ready', batch, 'flushing:working', 'stopWaiting', 'flush'],
		['worker.pause', {}, 'flushing:pausing'],
		['queue.closed', {}, 'draining:completing'],
		['flush.completed', {}, 'stopped', 'leave'],
	]);
});

test('a worker that is scaled down flushes what it holds, then stops', t => {
	tell(t, [
		['queue.ready', some, 'filling', 'stopWaiting', 'take', 'wait'],
		['worker.stop', {workLeft: true}, 'draining:completing', 'stopWaiting', 'drain'],
		['flush.completed', {}, 'stopped', 'leave'],
	]);
});

test('a worker that holds nothing stops at once', t => {
	tell(t, [['worker.stop', {workLeft: true}, 'stopped', 'stopWaiting', 'leave']]);
	tell(t, [['queue.closed', {}, 'stopped', 'stopWaiting', 'leave']]);
});

test('a draining worker tries again what failed, and goes on with what is left', t => {
	tell(t, [
		['queue.closed', {workLeft: true}, 'draining:completing', 'stopWaiting', 'drain'],
		['flush.completed', {flushFailed: true}, 'draining:backingOff', 'giveUp'],
		[100, {workLeft: true}, 'draining:completing', 'drain'],
		['flush.completed', {flushFailed: [true, false]}, 'stopped', 'giveUp', 'leave'],
	]);
});

test('a worker that ends says which one it was', t => {
	const actor = createActor(workerMachine, {input}).start();
	actor.send({type: 'worker.stop'});
	t.deepEqual(actor.getSnapshot().output, {id: 7});
});
