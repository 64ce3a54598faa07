import test from 'ava';
import {runFault} from './fault.js';
import {faults} from './faults/faults.js';

for (const fault of faults) {
	test.serial(`nothing is missing or corrupted in silence: ${fault.name}`, async t => {
		const {missing, corrupted, uncountedTwice, complaints} = await runFault(fault, 1);
		t.deepEqual({
			missing, corrupted, uncountedTwice, complaints,
		}, {
			missing: 0, corrupted: 0, uncountedTwice: 0, complaints: [],
		});
	});
}
