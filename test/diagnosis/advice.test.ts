import test from 'ava';
import {schema} from '../../source/cli/schema.js';
import type {Snapshot} from '../../source/contract/snapshot.js';
import {adviceRules, adviseOn} from '../../source/diagnosis/advice.js';
import {readChange, liveNames} from '../../source/settings/live-changes.js';
import {flagOf} from '../../source/settings/schema.js';
import type {BottleneckKind} from '../../source/diagnosis/bottleneck.js';
import type {Facts} from '../../source/diagnosis/facts.js';
import {factsWith} from '../helpers/facts.js';
import {snapshotWith} from '../helpers/snapshots.js';

type Situation = {
	readonly kind: BottleneckKind;
	readonly facts?: Partial<Omit<Facts, 'snapshot'>>;
	readonly snapshot?: Partial<Snapshot>;
};

type Case = {
	readonly rule: string;
	readonly speaks: Situation;
	readonly says: string;

	/** As the other, but for one thing. */
	readonly isSilent: Situation;
};

const plain = snapshotWith({});
const spiking: Partial<Snapshot> = {producer: {...plain.producer, spike: {factor: 5, remaining: 6000}}};
const withSettings = (settings: Partial<Snapshot['settings']>): Partial<Snapshot> => ({settings: {...plain.settings, ...settings}});
const hung = {busy: 1, processed: 0, quiet: 5};
const atSink: Partial<Snapshot> = {...withSettings({sinkTimeout: 30_000}), ledger: {...plain.ledger, inFlight: {records: 500, bytes: 40_000}}};
const waiting: Partial<Snapshot> = {queue: {...plain.queue, depth: 1200}};

const cases: readonly Case[] = [
	{
		rule: 'undo the fault',
		speaks: {kind: 'sink', snapshot: {sink: {...plain.sink, fault: {kind: 'slow', factor: 5}}}},
		says: 'the sink is slow ×5 on purpose: ! undoes it',
		isSilent: {kind: 'sink'},
	},
	{
		rule: 'lower the sink timeout',
		speaks: {kind: 'sink', facts: hung, snapshot: atSink},
		says: 'a batch waits up to 30 s for its answer: lower --sink-timeout, and it is tried again sooner',
		isSilent: {kind: 'sink', facts: {...hung, flushTime: 4000}, snapshot: atSink},
	},
	{
		rule: 'ease the retries',
		speaks: {kind: 'sink', facts: {failing: 0.3}},
		says: 'mend the sink first; raise --backoff-base above 100 ms so that retries don\'t add to its load',
		isSilent: {kind: 'sink', facts: {failing: 0.05}},
	},
	{
		rule: 'let workers go on',
		speaks: {kind: 'workers', facts: {paused: 2}},
		says: 'select a paused worker and press p: 2 of them go on',
		isSilent: {kind: 'sink', facts: {paused: 2}},
	},
	{
		rule: 'more workers won\'t help',
		speaks: {kind: 'sink', facts: {workers: 10, flushTime: 900, quickest: {flushTime: 300, workers: 4}}},
		says: 'more workers won\'t help: a flush took 300 ms with 4 and takes 900 ms with 10; scale the receiver',
		isSilent: {kind: 'sink', facts: {workers: 4, flushTime: 900, quickest: {flushTime: 300, workers: 4}}},
	},
	{
		rule: 'the queue is too small for this spike',
		speaks: {kind: 'maximum', facts: {demand: 5000, workers: 10}, snapshot: spiking},
		says: 'the queue is too small for this spike: --queue-size 34k would hold (5.00k − 1.67k)/s × 10 s',
		isSilent: {kind: 'maximum', facts: {demand: 5000, workers: 10}},
	},
	{
		rule: 'raise the maximum',
		speaks: {kind: 'maximum', facts: {demand: 3000, workers: 10}},
		says: 'raise --max-workers to 18, or --batch-size to 90',
		isSilent: {kind: 'maximum', facts: {demand: 9000, workers: 10}},
	},
	{
		rule: 'raise the batch size',
		speaks: {kind: 'maximum', facts: {demand: 9000, workers: 10}},
		says: 'raise --batch-size to 270: 100 % of the batches leave full, and each costs a flush of 300 ms',
		isSilent: {kind: 'maximum', facts: {demand: 9000, workers: 10, fullShare: 0.5}},
	},
	{
		rule: 'lower the latency',
		speaks: {kind: 'sink', facts: {fullShare: 0.5}},
		says: 'only a quicker sink helps: half of its 300 ms is twice the rate',
		isSilent: {kind: 'sink', facts: {fullShare: 0.5, busy: 0.5}},
	},
	{
		rule: 'backpressure hides the need to scale',
		speaks: {kind: 'scaler', facts: {usage: 0.78, heldBack: 0.15}},
		says: 'backpressure hides the need to scale: it keeps the queue at 78 %, below --scale-up-at 0.8; try --scaler demand',
		isSilent: {kind: 'scaler', facts: {usage: 0.78, heldBack: 0.15}, snapshot: withSettings({scaler: 'demand'})},
	},
	{
		rule: 'raise the minimum',
		speaks: {kind: 'scaler', facts: {workers: 2}},
		says: 'wait: the scaler looks every 1 s; --min-workers 6 would begin there',
		isSilent: {kind: 'scaler', facts: {workers: 6}},
	},
	{
		rule: 'raise the queue size',
		speaks: {kind: 'queue', snapshot: withSettings({queueSize: 100})},
		says: 'raise --queue-size to 1200, or lower --batch-size: bursts then wait in the queue, not in the producer',
		isSilent: {kind: 'sink', snapshot: withSettings({queueSize: 100})},
	},
	{
		rule: 'linger flushes dominate',
		speaks: {kind: 'rate', facts: {lingerShare: 0.96, fullShare: 0.04, batch: 12}},
		says: '96 % of the batches leave by linger with 12 of 50: lower --batch-size for less delay, or raise --batch-timeout for fuller ones',
		isSilent: {kind: 'rate', facts: {lingerShare: 0.96, fullShare: 0.04, batch: 40}},
	},
	{
		rule: 'the queue adds delay',
		speaks: {kind: 'rate', snapshot: waiting},
		says: 'records wait 1.2 s in the queue: lower --scale-up-at below 0.8, and a further worker shortens that',
		isSilent: {kind: 'rate'},
	},
	{
		rule: 'room is left',
		speaks: {kind: 'rate'},
		says: 'nothing to do: there is room for 1.67k/s with 10 workers',
		isSilent: {kind: 'none'},
	},
];

for (const {rule, speaks, says, isSilent} of cases) {
	const found = adviceRules.find(({name}) => name === rule);
	const said = ({kind, facts, snapshot}: Situation): string | undefined => found?.advise(factsWith(facts, snapshot), kind);

	test(`${rule}: where it is due`, t => {
		t.is(said(speaks), says);
		t.is(adviseOn(factsWith(speaks.facts, speaks.snapshot), speaks.kind), says);
	});

	test(`${rule}: not where it is not`, t => {
		t.is(said(isSilent), undefined);
	});
}

test('what a rule would set is typed as the settings take it', t => {
	const settings = cases.flatMap(({says}) => [...says.matchAll(/(?<flag>--[a-z\-]+)(?: to)? (?<value>\d\S*?)[:,;]?(?=\s|$)/gv)]);
	t.deepEqual(settings.map(({groups}) => groups?.flag), ['--queue-size', '--max-workers', '--batch-size', '--batch-size', '--scale-up-at', '--min-workers', '--queue-size']);
	for (const {groups} of settings) {
		const name = liveNames(schema).find(name => flagOf(name) === groups?.flag) ?? 'rate';
		t.notThrows(() => readChange(schema, name, groups?.value ?? ''));
	}
});

test('every rule has its cases', t => {
	t.deepEqual(cases.map(({rule}) => rule), adviceRules.map(({name}) => name));
});
