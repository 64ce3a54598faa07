import test from 'ava';
import fc from 'fast-check';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';

test('time stands still until it is told to pass', t => {
	const clock = new VirtualClock();
	let runs = 0;
	clock.setTimeout(() => {
		runs++;
	}, 10);
	clock.advance(9.5);
	t.deepEqual([runs, clock.now(), clock.pending], [0, 9.5, 1]);
	clock.advance(0.5);
	t.deepEqual([runs, clock.now(), clock.pending], [1, 10, 0]);
});

type Timer = {readonly delay: number; readonly isCleared: boolean; readonly again: number | undefined};

const timers: fc.Arbitrary<Timer[]> = fc.array(fc.record({
	delay: fc.nat(20), isCleared: fc.boolean(), again: fc.option(fc.nat(20), {nil: undefined}),
}), {maxLength: 40});

test('a timer runs at the time that it is due, and those of one time in the order of asking', t => {
	fc.assert(fc.property(timers, timers => {
		const clock = new VirtualClock();
		const ran: Array<{readonly at: number; readonly due: number; readonly order: number}> = [];
		let order = 0;
		const arm = (delay: number, again?: number): number => {
			const own = {due: clock.now() + delay, order: order++};
			return clock.setTimeout(() => {
				ran.push({...own, at: clock.now()});
				if (again !== undefined) {
					arm(again);
				}
			}, delay);
		};

		let expected = 0;
		for (const {delay, isCleared, again} of timers) {
			const id = arm(delay, again);
			if (isCleared) {
				clock.clearTimeout(id);
			} else {
				expected += again === undefined ? 1 : 2;
			}
		}

		clock.advance(100);
		t.is(ran.length, expected);
		t.is(clock.pending, 0);
		t.true(ran.every(({at, due}) => at === due));
		t.deepEqual(ran, ran.toSorted((a, b) => a.at - b.at || a.order - b.order));
	}));
});

test('a timer that re-arms itself runs each time', t => {
	const clock = new VirtualClock();
	let runs = 0;
	const run = (): void => {
		runs++;
		clock.setTimeout(run, 10);
	};

	run();
	clock.advance(100);
	t.is(runs, 11);
});

test('a step runs one timer, if it is due by then', t => {
	const clock = new VirtualClock();
	const ran: string[] = [];
	clock.setTimeout(() => {
		ran.push('a');
	}, 5);
	clock.setTimeout(() => {
		ran.push('b');
	}, 5);
	t.false(clock.step(4));
	t.true(clock.step(5));
	t.deepEqual(ran, ['a']);
	t.true(clock.step());
	t.false(clock.step());
});

test('what is deferred runs after all that is due now', t => {
	const clock = new VirtualClock();
	const ran: string[] = [];
	clock.setTimeout(() => {
		ran.push('due');
	}, -5);
	clock.defer(() => {
		ran.push('deferred');
	});
	clock.advance(0);
	t.deepEqual(ran, ['due', 'deferred']);
	t.is(clock.now(), 0);
});

test('the wall clock starts at its epoch, in microseconds good to a millisecond', t => {
	const clock = new VirtualClock(1_000_000);
	t.is(clock.wall(), 1_000_000_000);
	clock.advance(1.7);
	t.is(clock.wall(), 1_000_001_000);
	t.is(new VirtualClock().wall(), 1_712_345_678_000_000);
});
