import test from 'ava';
import {machineDefinitions} from '../../../source/engine/inspect/machine-definitions.js';
import {type MachineDefinition, type InspectedTransition} from '../../../source/contract/inspection.js';
import type {Distribution} from '../../../source/contract/latency.js';
import {liveStates} from '../../../source/tui/inspector/live-states.js';
import {histogramRows} from '../../../source/tui/panels/histogram/histogram-rows.js';
import {factRows} from '../../../source/tui/inspector/machine-facts.js';
import {statechartRows} from '../../../source/tui/inspector/statechart.js';
import {noTransitionRow, transitionRows} from '../../../source/tui/inspector/transitions.js';
import {timeOfDay} from '../../../source/text/format.js';
import type {InspectorTarget} from '../../../source/tui/state/screen-state.js';
import {widthOf} from '../../../source/text/columns.js';
import type {Row} from '../../../source/tui/theme/theme.js';
import {workerWith} from '../../helpers/facts.js';
import {snapshotWith} from '../../helpers/snapshots.js';

const text = (line: Row) => line.map(({text}) => text).join('');

function chartOf(name: string): MachineDefinition {
	return machineDefinitions.find(({id}) => id === name) ?? {id: name, states: []};
}

test('a chart is a tree of its states, and those that are live are lit by shape and by tone', t => {
	const lines = statechartRows(chartOf('worker'), ['flushing', 'flushing.working'], 22);
	t.deepEqual(lines.slice(0, 6).map(line => text(line)), [
		'○ idle',
		'○ filling',
		'● flushing',
		'├ ● working',
		'├ ○ failing',
		'└ ○ pausing',
	]);
	t.deepEqual(lines.filter(line => line[0]?.tone === 'accent').map(line => text(line)), ['● flushing', '├ ● working']);
});

test('states of states hang where they belong, and parallel ones are marked', t => {
	t.deepEqual(statechartRows(chartOf('pipeline'), [], 24).slice(6, 10).map(line => text(line)), ['├ ○ emptying', '│ ├ ○ checking', '│ └ ○ waiting', '└ ○ closing']);
	t.is(text(statechartRows(chartOf('producer'), [], 24)[0] ?? []), '○ producing: all of');
});

test('where there is room, the ways out stand beside a state', t => {
	const lines = statechartRows(chartOf('worker'), [], 116).map(line => text(line));
	t.is(lines[1], '○ filling           → flushing queue.ready, after linger  → paused worker.pause  …');
});

test('every chart fits its panel at every width', t => {
	for (const chart of machineDefinitions) {
		t.true(chart.states.length - 1 <= 20);
		for (const width of [22, 40, 60, 116]) {
			t.true(statechartRows(chart, [], width).every(line => widthOf(text(line)) <= width));
		}
	}
});

const taken: InspectedTransition = {
	at: 1_712_345_678_123_000, event: 'after linger', guard: undefined, from: 'filling', to: 'flushing.working', times: 1,
};
const again: InspectedTransition = {
	at: 1_712_345_679_456_000, event: 'flush.completed', guard: 'batchIsWaiting', from: 'flushing.working', to: 'flushing.working', times: 1234,
};

test('transitions stand newest first: when, from where to where, and why', t => {
	t.deepEqual(transitionRows([taken, again], 80).map(line => text(line)), [
		`${timeOfDay(again.at)}.456 ↻ flushing.working         ×1.23k flush.completed [batchIsWaiting]`,
		`${timeOfDay(taken.at)}.123 filling → flushing.working after linger`,
	]);
	t.deepEqual(transitionRows([taken, again], 44).map(line => text(line)), [
		`${timeOfDay(again.at)} ↻ working         ×1.23k flush.com…`,
		`${timeOfDay(taken.at)} filling → working after linger`,
	]);
});

test('without transitions that is said, and what would make one', t => {
	t.is(text(noTransitionRow('worker', true, 44)), 'none yet: p pauses it');
	t.is(text(noTransitionRow('worker', false, 44)), 'not recorded');
});

test('a machine that is not watched is lit as far as it is known', t => {
	const snapshot = snapshotWith({
		workers: [workerWith(3, 'paused')], inspected: {
			machine: 'worker', id: 4, states: ['flushing', 'flushing.working'], transitions: [],
		},
	});
	t.deepEqual(liveStates({machine: 'worker', id: 3}, snapshot), ['paused']);
	t.deepEqual(liveStates({machine: 'worker', id: 4}, snapshot), ['flushing', 'flushing.working']);
	t.deepEqual(liveStates({machine: 'worker', id: 5}, snapshot), []);
	t.deepEqual(liveStates({machine: 'pipeline', id: undefined}, snapshot), ['running']);
});

const worker = {
	...workerWith(3, 'backingOff'), held: 40, fill: 0.8, attempts: 2, failures: 5, flushes: 70, delivered: 3000, rate: 150, flushTime: {
		count: 70, p50: 300, p99: 310, p999: 320,
	},
};

const facts: ReadonlyArray<readonly [InspectorTarget, readonly string[]]> = [
	[{machine: 'worker', id: 3}, [
		'state     ↻ retrying',
		'batch     ████████··  80 % 40 records, attempt 3',
		'so far    150/s · 3.00k out · 70 flushes, 5 failed',
		'flush     p50 300 ms  p99 310 ms  p99.9 320 ms',
	]],
	[{machine: 'worker', id: 9}, ['state     gone', '          worker 9 has ended; the chart shows how', '          ↑↓ shows another', '']],
	[{machine: 'producer', id: undefined}, ['state     producing, from synthetic', 'rate      0/s of 1.00k/s', 'pressure  ○ free', 'so far    free 75 % · light 25 %']],
	[{machine: 'scaler', id: undefined}, ['state     watching, looks every 1 s', 'workers   1, wants 1, of 1–10, at most 1 so far', 'policy    step: up at 80 %, down at 20 %', 'why       queue 50 % full']],
	[{machine: 'pipeline', id: undefined}, ['state     running for 00:00:00, 1 worker', 'route     synthetic → simulated', 'records   0 in · 0 out · unaccounted 0', 'latency   –']],
];

for (const [detail, expected] of facts) {
	test(`what ${detail.machine} ${detail.id ?? ''} has in hand`, t => {
		const plain = snapshotWith({});
		const snapshot = snapshotWith({
			workers: [worker],
			scaler: {...plain.scaler, reason: 'queue 50 % full'},
			producer: {...plain.producer, timeUnder: {...plain.producer.timeUnder, free: 750, light: 250}},
		});
		t.deepEqual(factRows(detail, snapshot, 68).map(line => text(line).trimEnd()), expected);
		t.true(factRows(detail, snapshot, 30).every(line => widthOf(text(line)) <= 30));
	});
}

const distribution: Distribution = {
	count: 1000, p50: 280, p90: 400, p99: 900, p999: 1400, buckets: [{upTo: 300, count: 600}, {upTo: 500, count: 300}, {upTo: 700, count: 0}, {upTo: 1000, count: 98}, {upTo: 1500, count: 2}],
};

test('where a transition stays with its parent, that is said once', t => {
	const step: InspectedTransition = {
		...taken, event: 'pressure.changed', from: 'producing.pressure.light', to: 'producing.pressure.heavy',
	};
	t.is(text(transitionRows([step], 80)[0] ?? []), `${timeOfDay(step.at)}.123 producing.pressure.light → heavy pressure.changed`);
});

test('a histogram has its percentiles and a bar a bucket, as long as its share', t => {
	t.deepEqual(histogramRows(distribution, 37, 20).map(line => text(line)), [
		'p50 280 ms p90 400 ms p99 900 ms p99.9 1.4 s',
		'',
		'  ≤ 300 ms ████████████████████  60 %',
		'  ≤ 500 ms ██████████            30 %',
		'  ≤ 700 ms                        0 %',
		'     ≤ 1 s ███▎                  10 %',
		'   ≤ 1.5 s ▏                     <1 %',
	]);
});

test('where there are few rows the longest times stay', t => {
	t.deepEqual(histogramRows(distribution, 37, 4).slice(2).map(line => text(line).trim().slice(0, 7)), ['≤ 1 s █', '≤ 1.5 s']);
	t.deepEqual(histogramRows(undefined, 37, 4).map(line => text(line)), ['nothing delivered in this time']);
});
