import test from 'ava';
import {VirtualClock} from '../../../source/simulation/virtual-clock.js';
import {ReadCoalescer} from '../../../source/sources/reading/read-coalescer.js';

function createGatheringBench() {
	const clock = new VirtualClock();
	const told: number[] = [];
	let arrived = 0;
	const gathering = new ReadCoalescer(clock, () => {
		told.push(arrived);
	});
	return {
		told,
		gathering,
		arrive() {
			arrived++;
			gathering.arrived();
		},

		/** One round of the event loop: what was deferred before it. */
		step() {
			clock.step();
		},
		settle() {
			clock.advance(0);
		},
	};
}

test('one piece is told of, but only once there was time for another', t => {
	const {told, arrive, step} = createGatheringBench();
	arrive();
	step();
	t.deepEqual(told, []);
	step();
	t.deepEqual(told, [1]);
});

test('pieces that come round after round are told of together, when no more come', t => {
	const {told, arrive, step, settle} = createGatheringBench();
	for (let round = 0; round < 5; round++) {
		arrive();
		arrive();
		step();
	}

	t.deepEqual(told, []);
	settle();
	t.deepEqual(told, [10]);
});

test('enough can be told of at once, and not again', t => {
	const {told, arrive, gathering, settle} = createGatheringBench();
	arrive();
	gathering.finish();
	t.deepEqual(told, [1]);
	settle();
	t.deepEqual(told, [1]);
	arrive();
	settle();
	t.deepEqual(told, [1, 2]);
});
