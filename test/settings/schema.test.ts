import test from 'ava';
import {
	flagOf, formatSetting, settingKeys, initialText, isLive, liveNames, schema, settingNames,
} from '../../source/settings/schema.js';
import {defaults} from '../../source/settings/resolve.js';

test('a flag is its key with dashes', t => {
	t.is(flagOf('batchSize'), '--batch-size');
	t.is(flagOf('rate'), '--rate');
});

test('every default is a value of its own kind', t => {
	for (const name of settingNames.filter(key => 'value' in schema[key].initial)) {
		const value: unknown = Reflect.get(defaults, name);
		t.deepEqual(schema[name].type.parse(initialText(name)), {ok: true, value});
	}
});

test('the defaults are those of the design', t => {
	t.like(defaults, {
		queue: 'memory', queueSize: 1500, queueBytes: 67_108_864, batchSize: 50, batchTimeout: 500, minWorkers: 1, maxWorkers: 10,
		scaler: 'seed', scaleInterval: 1000, scaleUpAt: 0.8, scaleDownAt: 0.2, sinkLatency: 300, sinkJitter: 0, sinkFailures: 0,
		spikeFactor: 5, spikeLength: 10_000, maxAttempts: 'unlimited', backoffBase: 100, backoffCap: 30_000, sinkTimeout: 30_000,
		deadLetter: 'millrace-dead-letter.ndjson', maxRecordSize: 16_777_216, grace: 30_000, count: undefined, duration: undefined, faults: false,
	});
});

test('every setting and the interval can be given, each once', t => {
	t.deepEqual(settingKeys.toSorted(), [...settingNames, 'interval'].toSorted());
});

test('what decides about ends or memory at the start can\'t change any more', t => {
	const fixed = settingNames.filter(name => !isLive(name));
	t.deepEqual(fixed.toSorted(), [
		'contentType', 'count', 'deadLetter', 'duration', 'faults', 'gzip', 'maxRecordSize', 'queue', 'seed', 'sink', 'source',
	]);
	t.is(fixed.length + liveNames.length, settingNames.length);
});

test('help lines are short and no sentences', t => {
	for (const name of settingNames) {
		t.regex(schema[name].help, /^[^A-Z\n].{5,90}[^.]$/v);
	}
});

test('values are shown as one would write them', t => {
	t.is(formatSetting('batchTimeout', 500), '500ms');
	t.is(formatSetting('rate', 10_000), '10k');
	t.is(formatSetting('count', undefined), 'none');
	t.is(formatSetting('maxAttempts', 'unlimited'), 'unlimited');
});
