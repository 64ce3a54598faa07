import test from 'ava';
import {createUtilisationMeter} from '../../../source/engine/thread/utilisation.js';
import {VirtualClock} from '../../../source/simulation/virtual-clock.js';

test('the share of the last second in which the thread was busy', t => {
	const clock = new VirtualClock();
	const loop = {active: 0, idle: 0, utilization: 0};
	const read = createUtilisationMeter(clock, () => ({...loop}));
	t.is(read(), undefined);
	const pass = (busy: number): number => {
		clock.advance(100);
		loop.active += 100 * busy;
		loop.idle += 100 * (1 - busy);
		return Number(read()?.toFixed(2));
	};

	t.is(pass(0.5), 0.5);
	const steady = Array.from({length: 12}, () => pass(0.2));
	t.is(steady.at(-1), 0.2);
	t.is(Array.from({length: 5}, () => pass(1)).at(-1), 0.6);
});

test('the thread of this test has a share', t => {
	const clock = new VirtualClock();
	const read = createUtilisationMeter(clock);
	read();
	const share = read();
	t.true(share === undefined || (share >= 0 && share <= 1));
});
