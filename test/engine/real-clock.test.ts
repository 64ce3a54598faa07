import test from 'ava';
import {createRealClock} from '../../source/engine/real-clock.js';

test('monotonic time passes and the wall clock is in microseconds since the epoch', t => {
	const clock = createRealClock();
	const now = clock.now();
	t.true(clock.now() >= now);
	t.true(Math.abs((clock.wall() / 1000) - Date.now()) < 1000);
});

test('a timer runs once, no earlier than asked for', async t => {
	const clock = createRealClock();
	const startedAt = clock.now();
	await new Promise<void>(resolve => {
		clock.setTimeout(resolve, 5);
	});
	t.true(clock.now() - startedAt >= 4);
});

test('a timer that was cleared never runs, and another has another id', async t => {
	const clock = createRealClock();
	const ran: string[] = [];
	const id = clock.setTimeout(() => {
		ran.push('cleared');
	}, 1);
	clock.clearTimeout(id);
	clock.clearTimeout(id);
	await new Promise<void>(resolve => {
		t.not(clock.setTimeout(resolve, 5), id);
	});
	t.deepEqual(ran, []);
});

test('a timer longer than Node\'s own can be does not run at once', async t => {
	const clock = createRealClock();
	const ran: string[] = [];
	const ids = [2 ** 31, 2 ** 40, Number.POSITIVE_INFINITY].map(delay => clock.setTimeout(() => {
		ran.push(`${delay}`);
	}, delay));
	await new Promise<void>(resolve => {
		clock.setTimeout(resolve, 5);
	});
	for (const id of ids) {
		clock.clearTimeout(id);
	}

	t.deepEqual(ran, []);
});

test('what is deferred runs after what is due, and not at once', async t => {
	const clock = createRealClock();
	const ran: string[] = [];
	await new Promise<void>(resolve => {
		clock.defer(() => {
			ran.push('deferred');
			resolve();
		});
		void Promise.resolve().then(() => {
			ran.push('due');
		});
		ran.push('asked');
	});
	t.deepEqual(ran, ['asked', 'due', 'deferred']);
});
