import test from 'ava';
import type {Snapshot} from '../../../source/contract/snapshot.js';
import {collect, noData, type EngineData} from '../../../source/tui/state/engine-data.js';
import {snapshotWith, workerWith} from '../../helpers/snapshots.js';

const base = snapshotWith({});

/** What is known after each snapshot, ten a second, of a pipeline whose rate goes up by one with each. */
function collected(count: number, partsAt: (index: number) => Partial<Snapshot> = () => ({})): readonly EngineData[] {
	const all: EngineData[] = [];
	let data = noData;
	for (let index = 0; index < count; index++) {
		data = collect(data, snapshotWith({elapsed: index * 100, rates: {produced: 1000 + index, processed: 1000 + index}, ...partsAt(index)}));
		all.push(data);
	}

	return all;
}

/** At which snapshots the figures that are shown have changed. */
function renewals(all: readonly EngineData[]): readonly number[] {
	return all.flatMap(({sampled}, index) => sampled === all[index - 1]?.sampled ? [] : [index]);
}

test('figures move twice a second', t => {
	const all = collected(60);
	const at = renewals(all).filter(index => index > 20);
	t.true(at.length >= 7 && at.length <= 9, `renewed at ${at.join(' ')}`);
});

test('the words of the verdict and the figures change together', t => {
	const all = collected(60);
	const spoken = all.flatMap(({diagnosis}, index) => diagnosis.verdict === all[index - 1]?.diagnosis.verdict ? [] : [index]);
	t.true(spoken.length > 5);
	t.true(spoken.every(index => renewals(all).includes(index)));
});

const acts: ReadonlyArray<readonly [string, Partial<Snapshot>]> = [
	['a pause', {producer: {...base.producer, state: 'paused'}}],
	['a drain', {state: 'draining'}],
	['a fault', {sink: {...base.sink, fault: {kind: 'hanging'}}}],
	['another worker', {workers: [workerWith({id: 9})]}],
];

for (const [what, parts] of acts) {
	test(`${what} is shown at once`, t => {
		for (let index = 20; index < 30; index++) {
			t.true(renewals(collected(31, now => now >= index ? parts : {})).includes(index));
		}
	});
}
