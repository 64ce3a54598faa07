import test from 'ava';
import {schema} from '../../source/cli/schema.js';
import {liveNames} from '../../source/settings/live-changes.js';
import {plainDefaults} from '../../source/settings/resolve.js';
import {
	flagOf, formatSetting, initialText, settingEntries,
} from '../../source/settings/schema.js';

const defaults = plainDefaults(schema);
const entries = settingEntries(schema);

test('a flag is its key with dashes', t => {
	t.is(flagOf('batchSize'), '--batch-size');
	t.is(flagOf('rate'), '--rate');
});

test('every default is a value of its own type', t => {
	for (const entry of entries.filter(({initial}) => 'value' in initial)) {
		t.deepEqual(entry.type.parse(initialText(entry)), {ok: true, value: defaults[entry.name]});
		t.true(entry.type.is(defaults[entry.name]));
	}
});

test('the defaults are those of the design', t => {
	t.like(defaults, {
		queue: 'memory', queueSize: 1500, queueBytes: 67_108_864, batchSize: 50, batchTimeout: 500, minWorkers: 1, maxWorkers: 10,
		scaler: 'step', scaleInterval: 1000, scaleUpAt: 0.8, scaleDownAt: 0.2, sinkLatency: 300, sinkJitter: 0, sinkFailures: 0,
		spikeFactor: 5, spikeLength: 10_000, maxAttempts: 'unlimited', backoffBase: 100, backoffCap: 30_000, sinkTimeout: 30_000,
		deadLetter: 'millrace-dead-letter.ndjson', maxRecordSize: 16_777_216, grace: 30_000, count: undefined, duration: undefined, faults: false,
	});
});

test('every setting and the interval can be given, each once', t => {
	t.deepEqual([...schema.entries.keys()].toSorted(), [...entries.map(({name}) => name), 'interval'].toSorted());
});

test('what decides about ends or memory at the start can\'t change any more', t => {
	const live = liveNames(schema);
	const fixed = entries.map(({name}) => name).filter(name => !live.includes(name));
	t.deepEqual(fixed.toSorted(), [
		'contentType', 'count', 'deadLetter', 'duration', 'faults', 'gzip', 'idleTimeout', 'maxConnections', 'maxRecordSize', 'queue', 'seed', 'sink', 'source',
	]);
	t.is(fixed.length + live.length, entries.length);
});

test('help lines are short and no sentences', t => {
	for (const {help} of entries) {
		t.regex(help, /^[^A-Z\n].{5,160}[^.]$/v);
	}
});

test('values are shown as one would write them', t => {
	t.is(formatSetting(schema, 'batchTimeout', 500), '500ms');
	t.is(formatSetting(schema, 'rate', 10_000), '10k');
	t.is(formatSetting(schema, 'count', undefined), 'none');
	t.is(formatSetting(schema, 'maxAttempts', 'unlimited'), 'unlimited');
});

test('an option is declared once, whichever components list it, and names them in its help', t => {
	const owners = new Map(entries.map(({name, owners}) => [name, owners.map(({end, component}) => `${component} ${end}`)]));
	t.deepEqual(owners.get('sinkTimeout'), ['tcp sink', 'http sink']);
	t.deepEqual(owners.get('gzip'), ['http sink']);
	t.deepEqual(owners.get('sinkLatency'), ['simulated sink']);
	t.deepEqual(owners.get('maxRecordSize'), ['stdin source', 'file source', 'tcp source']);
	t.deepEqual(owners.get('batchSize'), []);
	t.regex(schema.entries.get('sinkTimeout')?.help ?? '', /^tcp and http sinks: /v);
});
