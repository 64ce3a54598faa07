import test from 'ava';
import {runSeed} from './random-run.js';

const seeds = 1000;

/** What came of all runs, for where nothing ever went wrong, nothing would have been tested. */
const outcomes = {
	stopped: 0, aborted: 0, deadLettered: 0, resent: 0, retries: 0,
};

// In parts, for a part takes seconds in which the test runner hears nothing.
const part = 100;

for (let first = 1; first <= seeds; first += part) {
	test.serial(`random runs lose nothing and balance after every step: ${first} to ${first + part - 1}`, async t => {
		const failures: string[] = [];
		for (let seed = first; seed < first + part; seed++) {
			try {
				const {report} = await runSeed(seed);
				outcomes[report.outcome === 'aborted' ? 'aborted' : 'stopped']++;
				outcomes.deadLettered += report.deadLettered;
				outcomes.resent += report.resent;
				outcomes.retries += report.retries;
			} catch (error) {
				failures.push(`npm run replay -- --seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
			}
		}

		t.deepEqual(failures, []);
	});
}

test.serial('among the random runs each outcome comes about', t => {
	t.log(outcomes);
	for (const [name, count] of Object.entries(outcomes)) {
		t.true(count > 0, `no run with ${name}`);
	}
});

test.serial('the same seed gives the same run, byte for byte', async t => {
	for (const seed of [7, 42, 1234]) {
		const traces: string[] = [];
		for (let attempt = 0; attempt < 2; attempt++) {
			let trace = '';
			const {report, steps} = await runSeed(seed, snapshot => {
				trace += `${JSON.stringify(snapshot)}\n`;
			});
			traces.push(`${trace}${JSON.stringify(report)} ${steps}`);
		}

		t.is(traces[0], traces[1], `seed ${seed}`);
	}
});
