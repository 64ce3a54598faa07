import {mock} from 'node:test';
import test from 'ava';
import {createRealClock} from '../../source/engine/real-clock.js';

test('a timer longer than Node\'s own can be runs when it is due, and can be cleared on its way', t => {
	mock.timers.enable({apis: ['setTimeout']});
	t.teardown(() => {
		mock.timers.reset();
	});
	const clock = createRealClock();
	const ran: string[] = [];
	const longestTimer = (2 ** 31) - 1;
	const day = 86_400_000;
	clock.setTimeout(() => {
		ran.push('sixty days');
	}, 60 * day);
	const cleared = clock.setTimeout(() => {
		ran.push('cleared');
	}, 50 * day);
	mock.timers.tick(longestTimer);
	clock.clearTimeout(cleared);
	mock.timers.tick(longestTimer);
	mock.timers.tick((60 * day) - (2 * longestTimer) - 1);
	t.deepEqual(ran, []);
	mock.timers.tick(1);
	t.deepEqual(ran, ['sixty days']);
});
