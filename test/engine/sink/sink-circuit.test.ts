import test from 'ava';
import type {SinkFailure} from '../../../source/domain/sink-failure.js';
import {SinkCircuit} from '../../../source/engine/sink/sink-circuit.js';
import type {GivenSettings} from '../../helpers/settings.js';
import {createWorkerBench} from '../../helpers/worker-bench.js';

const down: SinkFailure = {kind: 'retry', message: 'down', outcomeUnknown: false};

/** A circuit on virtual time, and workers that note what they are told and when, in milliseconds. */
function createBench(settings: GivenSettings = {}) {
	const {context, clock} = createWorkerBench({settings});
	const circuit = new SinkCircuit(context);
	const told: Array<readonly [name: string, what: 'probe' | 'recovered', at: number]> = [];
	return {
		circuit,
		clock,
		settings: context.settings,
		told,
		createWaiter(name: string) {
			const waiter = {
				probe() {
					told.push([name, 'probe', clock.now()]);
				},
				sinkRecovered() {
					told.push([name, 'recovered', clock.now()]);
					circuit.stopWaiting(waiter);
				},
			};
			return waiter;
		},
		fail(times = 3, failure = down) {
			for (let count = 0; count < times; count++) {
				circuit.failed(failure);
			}
		},
	};
}

test('a circuit opens with the third failure in a row, and closes with a success', t => {
	const {circuit, fail} = createBench();
	fail(2);
	circuit.succeeded();
	fail(2);
	t.false(circuit.isOpen);
	fail(1);
	t.true(circuit.isOpen);
	circuit.succeeded();
	t.false(circuit.isOpen);
});

test('what a receiver refuses for good, and a receiver that is gone, open no circuit', t => {
	const {circuit, fail} = createBench();
	fail(5, {...down, kind: 'refused'});
	fail(5, {...down, kind: 'closed'});
	t.false(circuit.isOpen);
});

test('with limited attempts a circuit stays closed', t => {
	const {circuit, fail, settings} = createBench({maxAttempts: 5});
	fail(10);
	t.false(circuit.isOpen);
	settings.maxAttempts = 'unlimited';
	t.true(circuit.isOpen);
});

test('one worker probes at a time, first come first, each within a second of the last answer', t => {
	const {circuit, clock, told, fail, createWaiter} = createBench();
	const waiters = ['a', 'b', 'c'].map(name => createWaiter(name));
	fail();
	for (const waiter of waiters) {
		circuit.wait(waiter);
	}

	clock.advance(10_000);
	t.deepEqual(told.map(([name]) => name), ['a']);
	for (const index of [0, 1, 2, 0, 1]) {
		const before = told.at(-1)?.[2] ?? 0;
		const answered = clock.now();
		const waiter = waiters[index];
		if (waiter !== undefined) {
			fail(1);
			circuit.wait(waiter);
		}

		clock.advance(5000);
		const at = told.at(-1)?.[2] ?? 0;
		t.true(at > before && at - answered >= 450 && at - answered <= 900, `${at - answered}`);
	}

	t.deepEqual(told.map(([name]) => name), ['a', 'b', 'c', 'a', 'b', 'c']);
});

test('the first success tells all who wait, once', t => {
	const {circuit, clock, told, fail, createWaiter} = createBench();
	fail();
	for (const name of ['a', 'b', 'c']) {
		circuit.wait(createWaiter(name));
	}

	clock.advance(1000);
	circuit.succeeded();
	circuit.succeeded();
	clock.advance(10_000);
	t.deepEqual(told.map(([name, what]) => `${what} ${name}`), ['probe a', 'recovered b', 'recovered c']);
});

for (const [what, end] of [
	['gives its batches back', 'forget'],
	['waits again', 'wait'],
] as const) {
	test(`when the worker that probes ${what}, the next one has its turn`, t => {
		const {circuit, clock, told, fail, createWaiter} = createBench();
		const [first, second] = [createWaiter('a'), createWaiter('b')];
		fail();
		circuit.wait(first);
		circuit.wait(second);
		clock.advance(1000);
		circuit[end](first);
		clock.advance(1000);
		t.deepEqual(told.map(([name]) => name), ['a', 'b']);
	});
}

test('a worker that waits no more has no turn', t => {
	const {circuit, clock, told, fail, createWaiter} = createBench();
	const [first, second] = [createWaiter('a'), createWaiter('b')];
	fail();
	circuit.wait(first);
	circuit.wait(second);
	circuit.stopWaiting(first);
	clock.advance(1000);
	t.deepEqual(told.map(([name]) => name), ['b']);
	circuit.stopWaiting(second);
	clock.advance(10_000);
	t.is(told.length, 1);
});

test('a receiver that asks for time has it, up to the longest backoff, and no more in a drain', t => {
	const {circuit, clock, told, fail, createWaiter} = createBench({backoffCap: 20_000});
	const waiter = createWaiter('a');
	fail(3, {...down, retryAfter: 5000});
	circuit.wait(waiter);
	clock.advance(4999);
	t.is(told.length, 0);
	clock.advance(1);
	t.is(told.length, 1);
	fail(1, {...down, retryAfter: 3_600_000});
	circuit.wait(waiter);
	clock.advance(19_999);
	t.is(told.length, 1);
	clock.advance(1);
	t.is(told.length, 2);
	fail(1, {...down, retryAfter: 3_600_000});
	circuit.wait(waiter);
	circuit.hurry();
	clock.advance(1000);
	t.is(told.length, 3);
	fail(1, {...down, retryAfter: 3_600_000});
	circuit.wait(waiter);
	clock.advance(1000);
	t.is(told.length, 4);
});

test('a worker that goes on waiting after a success, since its receiver has asked for time, has its turn later', t => {
	const {circuit, clock, told, fail} = createBench();
	fail();
	circuit.wait({
		probe() {
			told.push(['a', 'probe', clock.now()]);
		},
		sinkRecovered() {
			// Its machine waits on.
		},
	});
	circuit.succeeded();
	clock.advance(1000);
	t.is(told.length, 1);
});

test('with a short longest backoff probes are as close', t => {
	const {circuit, clock, told, fail, createWaiter} = createBench({backoffCap: 100});
	fail();
	circuit.wait(createWaiter('a'));
	clock.advance(100);
	t.is(told.length, 1);
});
