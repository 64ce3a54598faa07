import test from 'ava';
import type {Snapshot} from '../../source/contract/snapshot.js';
import {factsOf, observe, type Window} from '../../source/diagnosis/facts.js';
import {noDiagnosis, diagnose, type Diagnosis} from '../../source/diagnosis/diagnosis.js';
import {workerWith} from '../helpers/facts.js';
import {snapshotWith} from '../helpers/snapshots.js';
import {createStage} from '../helpers/stage.js';

const plain = snapshotWith({});

/** A second of a pipeline in which so much has happened since the start. */
function second(number: number, parts: Partial<Snapshot> = {}): Snapshot {
	const records = (count: number) => ({records: count, bytes: count * 80});
	return snapshotWith({
		elapsed: number * 1000,
		producer: {...plain.producer, timeUnder: {...plain.producer.timeUnder, free: number * 600, light: number * 400}},
		ledger: {...plain.ledger, accepted: records(number * 1000), delivered: records(number * 500)},
		flushReasons: {full: number * 8, linger: number * 2, drain: 0},
		failures: number * 10,
		workers: [workerWith(1, 'flushing'), workerWith(2, 'filling'), workerWith(3, 'paused')],
		queue: {...plain.queue, usage: 0.5},
		...parts,
	});
}

test('facts are means over the last seconds', t => {
	const snapshots = [0, 1, 2, 3, 4, 5].map(number => second(number));
	let window: Window = [];
	for (const snapshot of snapshots) {
		window = observe(window, snapshot);
	}

	const facts = factsOf(window, second(5), undefined);
	t.is(facts.seconds, 3);
	t.is(facts.heldBack.toFixed(2), '0.40');
	t.deepEqual([facts.usage, facts.busy, facts.workers, facts.paused], [0.5, 0.5, 3, 1]);
	t.deepEqual([facts.produced, facts.processed, facts.demand], [1000, 500, 1000]);
	t.deepEqual([facts.flushes, facts.fullShare, facts.lingerShare, facts.batch, facts.failing], [30, 0.8, 0.2, 50, 0.5]);
});

test('how long no batch has completed is counted beyond the window', t => {
	const quietAfter = (last: number, ...numbers: readonly number[]) => {
		let window: Window = [];
		for (const number of numbers) {
			window = observe(window, {...second(Math.min(number, last)), elapsed: number * 1000});
		}

		return factsOf(window, plain, undefined).quiet;
	};

	t.is(quietAfter(2, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), 7);
	t.is(quietAfter(9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), 0);
});

test('without snapshots there are no facts, and nothing is divided by nothing', t => {
	const facts = factsOf([], plain, undefined);
	t.deepEqual([facts.seconds, facts.heldBack, facts.usage, facts.busy, facts.produced, facts.failing], [0, 0, 0, 0, 0, 0]);
	t.is(facts.batch, undefined);
});

test('another bottleneck is believed once it has been found for two seconds, and not before', t => {
	const calm = (number: number) => {
		const records = {records: number * 1000, bytes: 0};
		return second(number, {
			producer: {...plain.producer, timeUnder: {...plain.producer.timeUnder, free: number * 1000}},
			ledger: {...plain.ledger, accepted: records, delivered: records},
			failures: 0,
		});
	};

	let diagnosis: Diagnosis = noDiagnosis;
	const kinds: string[] = [];
	for (const snapshot of [0, 1, 2, 3].map(number => calm(number))) {
		diagnosis = diagnose(diagnosis, snapshot);
		kinds.push(diagnosis.verdict.kind);
	}

	t.deepEqual(kinds, ['none', 'rate', 'rate', 'rate']);
	const after = [4, 5, 6].map(number => {
		diagnosis = diagnose(diagnosis, {...calm(number), queue: {...plain.queue, usage: 4}});
		return diagnosis.verdict.kind;
	});
	t.deepEqual(after, ['rate', 'rate', 'queue']);
});

test('the words of a verdict change once a second at the most', async t => {
	let diagnosis: Diagnosis = noDiagnosis;
	let changes = 0;
	const stage = await createStage({}, snapshot => {
		const next = diagnose(diagnosis, snapshot);
		changes += next.verdict === diagnosis.verdict ? 0 : 1;
		diagnosis = next;
	});
	stage.pass(300);

	t.true(changes <= 30);
	t.is(diagnosis.verdict.kind, 'rate');
});

test('a spike that the maximum can\'t take is named while it lasts', async t => {
	let diagnosis: Diagnosis = noDiagnosis;
	const kinds = new Set<string>();
	const stage = await createStage({}, snapshot => {
		diagnosis = diagnose(diagnosis, snapshot);
		if (snapshot.producer.spike !== undefined) {
			kinds.add(diagnosis.verdict.kind);
		}
	});
	stage.pass(400);
	stage.command({type: 'spike.start'});
	stage.pass(500);
	t.true(kinds.has('maximum'));
	t.is(diagnosis.verdict.kind, 'rate');
});

test('a drain ends the verdict at once', t => {
	let diagnosis: Diagnosis = noDiagnosis;
	for (const number of [0, 1, 2, 3]) {
		diagnosis = diagnose(diagnosis, second(number));
	}

	t.not(diagnosis.verdict.kind, 'none');
	t.is(diagnose(diagnosis, second(4, {state: 'draining'})).verdict.kind, 'none');
});
