import test from 'ava';
import {Reconnection} from '../../../source/sinks/tcp/reconnection.js';
import {VirtualClock} from '../../../source/simulation/virtual-clock.js';

function create(): {readonly clock: VirtualClock; readonly reconnection: Reconnection; readonly attempts: readonly number[]} {
	const clock = new VirtualClock();
	const start = clock.now();
	const attempts: number[] = [];
	const reconnection = new Reconnection(clock, () => {
		attempts.push(clock.now() - start);
	});
	return {clock, reconnection, attempts};
}

test('the first connection is made at once, and so is the next after one that lasted', t => {
	const {clock, reconnection, attempts} = create();
	reconnection.begin();
	reconnection.opened();
	clock.advance(1000);
	t.false(reconnection.over());
	reconnection.begin();
	t.deepEqual(attempts, [0, 1000]);
});

test('after refusals and short connections the pauses double, up to a second', t => {
	const {clock, reconnection, attempts} = create();
	for (const isOpened of [false, true, false, true, false, true]) {
		reconnection.begin();
		clock.advance(1000);
		if (isOpened) {
			reconnection.opened();
		}

		t.is(reconnection.over(), !isOpened);
	}

	reconnection.begin();
	clock.advance(1000);
	const pauses = attempts.map((at, index) => at - (index * 1000));
	t.deepEqual(pauses, [0, 100, 200, 400, 800, 1000, 1000]);
});

test('a connection that lasts ends the doubling', t => {
	const {clock, reconnection, attempts} = create();
	for (let count = 0; count < 5; count++) {
		reconnection.over();
	}

	reconnection.opened();
	clock.advance(1000);
	reconnection.over();
	reconnection.over();
	reconnection.begin();
	clock.advance(100);
	t.deepEqual(attempts, [1100]);
});

test('asking again while a pause is on makes no second connection, and none is made after a stop', t => {
	const {clock, reconnection, attempts} = create();
	reconnection.over();
	reconnection.begin();
	reconnection.begin();
	clock.advance(5000);
	t.deepEqual(attempts, [100]);
	reconnection.over();
	reconnection.begin();
	reconnection.stop();
	clock.advance(5000);
	t.is(attempts.length, 1);
	reconnection.stop();
});
