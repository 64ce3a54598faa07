import test from 'ava';
import type {Snapshot} from '../../source/contract/snapshot.js';
import {diagnose, noDiagnosis, type Diagnosis} from '../../source/diagnosis/diagnosis.js';
import type {Limit} from '../../source/diagnosis/verdict.js';
import {createStage} from '../helpers/stage.js';

type Watched = {
	readonly diagnosis: () => Diagnosis;

	/** When which limit was named, in milliseconds. */
	readonly changes: Array<readonly [at: number, limit: Limit]>;
	readonly stage: Awaited<ReturnType<typeof createStage>>;
};

async function watch(options?: Parameters<typeof createStage>[0]): Promise<Watched> {
	let diagnosis: Diagnosis = noDiagnosis;
	const changes: Array<readonly [number, Limit]> = [];
	const stage = await createStage(options, snapshot => {
		const {limit} = diagnosis.verdict;
		diagnosis = diagnose(diagnosis, snapshot);
		if (diagnosis.verdict.limit !== limit) {
			changes.push([snapshot.elapsed, diagnosis.verdict.limit]);
		}
	});
	return {diagnosis: () => diagnosis, changes, stage};
}

const roomy = {settings: {rate: 500, minWorkers: 6}};

test('the first verdict stands within a second', async t => {
	const {changes, stage} = await watch(roomy);
	stage.pass(100);
	t.deepEqual(changes.map(([, limit]) => limit), ['rate']);
	t.true((changes[0]?.[0] ?? Infinity) <= 1000);
});

test('a change empties the window: it settles, two seconds at the most', async t => {
	const {changes, stage} = await watch(roomy);
	stage.pass(50);
	stage.command({type: 'rate.set', rate: 700});
	stage.pass(50);
	const [, settling, after] = changes;
	t.deepEqual([settling?.[1], after?.[1]], ['settling', 'rate']);
	t.true((after?.[0] ?? Infinity) - (settling?.[0] ?? 0) <= 2000);
});

test('rates that change all the time can\'t keep it from a verdict', async t => {
	const {changes, stage} = await watch(roomy);
	stage.pass(30);
	for (let step = 0; step < 60; step++) {
		stage.command({type: 'rate.set', rate: 500 + step});
		stage.pass(1);
	}

	// The last one may still stand at the end.
	const lengths = changes.flatMap(([at, limit], index) => limit === 'settling' ? [(changes[index + 1]?.[0] ?? at) - at] : []);
	t.true(lengths.length > 1);
	t.true(lengths.every(length => length <= 2100), `${lengths.join(' ')} ms`);
});

test('a fault is named at once, and no longer than it is set', async t => {
	const {changes, stage} = await watch(roomy);
	stage.pass(50);
	stage.command({type: 'fault.set', fault: {kind: 'hanging'}});
	stage.pass(40);
	stage.command({type: 'faults.clear'});
	stage.pass(60);
	const limits = changes.map(([, limit]) => limit);
	t.deepEqual(limits.slice(0, 3), ['rate', 'fault', 'settling']);
	t.is(limits.at(-1), 'rate');
});

test('a drain is named at once', async t => {
	const {diagnosis, stage} = await watch(roomy);
	stage.pass(50);
	stage.command({type: 'drain', reason: 'key'});
	stage.pass(1);
	t.is(diagnosis().verdict.limit, 'draining');
});

test('while the scaler adds a worker a second the verdict stands, and its figures move', async t => {
	const {changes, diagnosis, stage} = await watch({settings: {rate: 5000, maxWorkers: 10}});
	const words = new Set<string>();
	for (let step = 0; step < 80; step++) {
		stage.pass(1);
		words.add(diagnosis().verdict.evidence.join(' '));
	}

	t.deepEqual(changes.map(([, limit]) => limit), ['scaler']);
	t.true(words.size > 4);
	stage.pass(60);
	t.is(diagnosis().verdict.limit, 'maximum');
});

test('confidence grows with what is seen since the last change', async t => {
	const {diagnosis, stage} = await watch(roomy);
	stage.pass(1);
	t.is(diagnosis().verdict.confidence, 0);
	stage.pass(12);
	const early = diagnosis().verdict.confidence;
	stage.pass(40);
	t.true(early > 0 && early < diagnosis().verdict.confidence);
	t.is(diagnosis().verdict.confidence, 1);
});

test('the same snapshots give the same verdicts, and none is changed by another diagnosis', async t => {
	const snapshots: Snapshot[] = [];
	const stage = await createStage({}, snapshot => {
		snapshots.push(snapshot);
	});
	stage.pass(60);
	const told = () => {
		let diagnosis: Diagnosis = noDiagnosis;
		for (const snapshot of snapshots) {
			diagnosis = diagnose(diagnosis, snapshot);
		}

		return diagnosis.verdict;
	};

	t.deepEqual(told(), told());
});
