import test from 'ava';
import {createFlowNews} from '../../source/plain/flow-news.js';
import {observeRun} from '../oracle/observe-run.js';
import type {Character} from '../oracle/receiver.js';
import {steps, type Run} from '../oracle/scenario.js';

const sound: Character = {latency: 100};

/** What is said of a run, each line with the second in which it was said. */
async function said(parts: Partial<Run>): Promise<readonly string[]> {
	const moments = await observeRun({
		name: '', draw: () => ({
			settings: {rate: 500, minWorkers: 4}, receiver: () => sound, length: 20_000, truth: () => [], ...parts,
		}),
	}, 1);
	const newsOf = createFlowNews();
	return moments.flatMap(({at, snapshot}) => newsOf(snapshot).map(line => `${Math.floor(at / 1000)}: ${line}`));
}

test('a flow that stops is said once, and once that it goes on', async t => {
	t.deepEqual(await said({receiver: steps(sound, [5000, {latency: 100, outcome: 'hangs'}], [12_000, sound])}), [
		'8: Nothing flows for 3 s: the receiver does not answer',
		'12: Records flow again after 7 s',
	]);
});

test('what the receiver fails with is said', async t => {
	t.deepEqual(await said({receiver: steps(sound, [5000, {latency: 5, outcome: 'fails'}])}), ['8: Nothing flows for 3 s: every batch fails (connection refused)']);
	t.deepEqual(await said({receiver: steps(sound, [5000, {latency: 5, outcome: 'is full'}])}), ['8: Nothing flows for 3 s: the file can\'t grow (no space left on device (ENOSPC))']);
});

test('dead letters are said once, and once that there are no more', async t => {
	const lines = await said({receiver: steps(sound, [5000, {latency: 5, outcome: 'refuses'}], [9000, sound])});
	t.is(lines.length, 2);
	t.regex(lines[0] ?? '', /^6: Records become dead letters: /v);
	t.regex(lines[1] ?? '', /^1[01]: Records are taken again: [\d.k]+ became dead letters$/v);
});

test('where nothing is delivered any more, nothing is said to flow or to be taken again', async t => {
	const lines = await said({settings: {rate: 500, minWorkers: 4, maxAttempts: 3}, receiver: steps(sound, [5000, {latency: 5, outcome: 'refuses'}], [7000, {latency: 5, outcome: 'fails'}], [12_000, {latency: 5, outcome: 'refuses'}])});
	t.true(lines.length > 0);
	t.deepEqual(lines.filter(line => line.includes('again')), []);
});

test('of a run in which all flows, or whose source is silent, there is no news', async t => {
	t.deepEqual(await said({}), []);
	t.deepEqual(await said({source: steps(200, [5000, 0])}), []);
});
