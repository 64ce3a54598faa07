import test from 'ava';
import {schema} from '../../../source/cli/schema.js';
import {initialState} from '../../../source/tui/state/screen-state.js';
import {createStore} from '../../../source/tui/state/store.js';
import {createTurnedTime} from '../../helpers/turned-time.js';

/** A store, what counts the frames, and what makes each of them cost some milliseconds of work. */
function setUp({cost = 0} = {}) {
	const timing = createTurnedTime();
	const store = createStore(initialState(schema, {columns: 80, rows: 24}, 0), timing);
	const frames: number[] = [];
	store.subscribe(() => {
		frames.push(timing.now());
		timing.work(cost);
	});
	const change = (how: 'set' | 'answer' = 'set') => {
		store[how]({...store.get(), now: timing.now()});
	};

	return {
		store, timing, frames, change,
	};
}

test('what happens within a tenth of a second is one frame, which shows the last of it', t => {
	const {store, timing, frames, change} = setUp();
	change();
	timing.pass(1);
	for (let step = 0; step < 50; step++) {
		change();
		timing.pass(1);
	}

	t.is(frames.length, 1);
	timing.pass(100);
	t.deepEqual(frames, [0, 100]);
	t.is(store.shown(), store.get());
});

test('the answer to a key does not wait for the next frame, nor the next frame for it', t => {
	const {timing, frames, change} = setUp();
	change();
	timing.pass(1);
	change('answer');
	timing.pass(49);
	change();
	timing.pass(1000);
	t.deepEqual(frames, [0, 30, 100]);
});

test('a key that is held down takes no more of a core than other frames', t => {
	const {timing, frames, change} = setUp({cost: 20});
	for (let step = 0; step < 300; step++) {
		change('answer');
		timing.pass(33);
	}

	t.true(frames.length * 20 < (300 * 33 * 0.2) + 200, `${frames.length} frames of 20 ms in ten seconds`);
	t.true(frames.length > 90);
});

test('a key is answered at once where frames cost so much that they come less often', t => {
	const {timing, frames, change} = setUp({cost: 50});
	for (let step = 0; step < 100; step++) {
		change();
		timing.pass(100);
	}

	t.true(frames.filter(at => at > 5000).length < 22, 'frames are dear');
	timing.pass(1);
	change('answer');
	timing.pass(30);
	t.true((frames.at(-1) ?? 0) > 10_000);
});

test('frames that cost much come less often, and the state says what the screen costs', t => {
	const {store, timing, frames, change} = setUp({cost: 100});
	for (let step = 0; step < 300; step++) {
		change();
		timing.pass(100);
	}

	const last = frames.filter(at => at > 20_000);
	t.true(last.length <= 21, `${last.length} frames in ten seconds`);
	t.true(Math.abs(store.shown().cost - 0.2) < 0.02, `${store.shown().cost}`);
});
