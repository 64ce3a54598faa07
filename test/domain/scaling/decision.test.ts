import test from 'ava';
import {workersForDrain} from '../../../source/domain/scaling/decision.js';
import {settings} from '../../helpers/scaling-cases.js';

for (const [depth, workers, desired] of [
	[0, 3, 3], [1, 1, 1], [51, 1, 2], [500, 1, 10], [5000, 1, 10], [100, 6, 6], [5000, 12, 12], [0, 0, 1],
] as const) {
	test(`${workers} workers empty a queue of ${depth} soonest as ${desired}`, t => {
		t.is(workersForDrain(depth, workers, settings), desired);
	});
}
