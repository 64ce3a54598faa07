import {setImmediate as immediate} from 'node:timers/promises';
import test from 'ava';
import {allowedDelay, measure} from './measure.js';
import {observeRun} from './observe-run.js';
import {scenarios} from './scenarios/scenarios.js';
import {effectOf} from './twins.js';

test('there are thirty scenarios at least, each with a name of its own', t => {
	t.true(scenarios.length >= 30);
	t.is(new Set(scenarios.map(({name}) => name)).size, scenarios.length);
});

/** All seeds are for `npm run diagnose`. A run of virtual time holds the thread: one at a time, each is told to the test runner before the next. */
for (const scenario of scenarios) {
	test.serial(`the diagnosis is right: ${scenario.name}`, async t => {
		await immediate();
		const {delays, wrong, quickest} = measure(await observeRun(scenario, 1));
		t.true(delays.every(delay => delay <= allowedDelay), `${delays.join(' ')} ms`);
		t.true(wrong <= 0.01, `${wrong}`);
		t.true(quickest >= 999, `${quickest} ms`);
	});
}

test('more out or in is better, then less delay; less out is worse', t => {
	const plain = {delivered: 10_000, accepted: 10_000, delay: 2};
	t.is(effectOf(plain, plain), 'same');
	t.is(effectOf(plain, {...plain, delivered: 11_000, delay: 9}), 'better');
	t.is(effectOf(plain, {...plain, accepted: 11_000, delay: 9}), 'better');
	t.is(effectOf(plain, {...plain, delay: 1}), 'better');
	t.is(effectOf(plain, {...plain, delay: 3}), 'worse');
	t.is(effectOf(plain, {...plain, delivered: 9000}), 'worse');
});
