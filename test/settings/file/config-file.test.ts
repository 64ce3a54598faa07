import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {schema} from '../../../source/cli/schema.js';
import {UsageError} from '../../../source/domain/errors.js';
import {parseConfig, readConfig} from '../../../source/settings/file/config-file.js';
import {refusalOf} from '../../helpers/refusal.js';

test('settings are read as flags would be, numbers, words and truth values alike', t => {
	const {values} = parseConfig(schema, [
		'# a comment',
		'batchSize: 10k',
		'queueSize: 20000',
		'batchTimeout: "2s"',
		'scaleUpAt: 90%',
		'gzip: true',
		'sink: http://127.0.0.1:9000/ingest',
		'interval: 100us',
		'maxAttempts: unlimited',
		'count: none',
		'contentType: &type text/plain',
		'deadLetter: *type',
	].join('\n'), 'millrace.yaml');
	t.deepEqual(values, {
		batchSize: 10_000, queueSize: 20_000, batchTimeout: 2000, scaleUpAt: 0.9, gzip: true, sink: 'http://127.0.0.1:9000/ingest',
		rate: 10_000, maxAttempts: 'unlimited', count: undefined, contentType: 'text/plain', deadLetter: 'text/plain',
	});
});

test('a file without settings gives none', t => {
	t.deepEqual(parseConfig(schema, '', 'a').values, {});
	t.deepEqual(parseConfig(schema, '# only a comment\n', 'a').values, {});
	t.deepEqual(parseConfig(schema, '---\n~\n', 'a').values, {});
});

const wrong: ReadonlyArray<readonly [string, string, RegExp]> = [
	['an unknown key', 'rate: 5\nbachSize: 50', /^m\.yaml:2: unknown key "bachSize" \(did you mean batchSize\?\)/v],
	['a flag for a key', 'batch-size: 50', /^m\.yaml:1: unknown key "batch-size" \(did you mean batchSize\?\)/v],
	['a key like no other', 'xyzzy: 50', /^m\.yaml:1: unknown key "xyzzy" \(millrace --help/v],
	['a flag of the command line only', '\nplain: true', /^m\.yaml:2: plain is no setting \(.*--plain/v],
	['a wrong value', '\n\nbatchSize: 0', /^m\.yaml:3: batchSize: expected a whole number from 1 to 1M, got "0"/v],
	['a time without unit', 'batchTimeout: 500', /^m\.yaml:1: batchTimeout: expected a time.*got "500" \(add the unit/v],
	['a list', 'batchSize: [1]', /^m\.yaml:1: batchSize: expected .*got a list/v],
	['a map', 'batchSize:\n  a: 1', /^m\.yaml:1: batchSize: expected .*got a map/v],
	['an empty value', 'batchSize:', /^m\.yaml:1: batchSize: expected .*got nothing/v],
	['yes for true', 'gzip: yes', /^m\.yaml:1: gzip: expected true or false, got "yes"/v],
	['a key twice', 'rate: 5\nrate: 6', /^m\.yaml:2: this key stands here twice/v],
	['rate and interval', 'rate: 5\ninterval: 1ms', /^rate: 5 \(m\.yaml:1\) and interval: 1ms \(m\.yaml:2\) both set the rate/v],
	['no YAML', 'rate: 5\nsink: "unclosed', /^m\.yaml:\d: not valid YAML/v],
	['a list of settings', '- rate: 5', /^m\.yaml: expected settings .*got a list/v],
	['a single word', 'fast', /^m\.yaml: expected settings .*got a single value/v],
	['an unknown alias', 'rate: *speed', /^m\.yaml:1/v],
	['a key that is a map', '{a: 1}: 5', /^m\.yaml:1: unknown key/v],
];

for (const [what, text, said] of wrong) {
	test(`a file with ${what} is refused, naming the place`, t => {
		t.regex(refusalOf(t, () => parseConfig(schema, text, 'm.yaml')), said);
	});
}

test('a password in a file is not shown', t => {
	t.false(refusalOf(t, () => parseConfig(schema, 'sink: http://me:secret@host:0/', 'm.yaml')).includes('secret'));
});

test('a file that can\'t be read is refused with the reason', async t => {
	const folder = await mkdtemp(path.join(tmpdir(), 'millrace-'));
	t.teardown(async () => rm(folder, {recursive: true}));
	const missing = await t.throwsAsync(readConfig(schema, path.join(folder, 'nope.yaml')), {instanceOf: UsageError});
	t.regex(missing?.message ?? '', /^--config .*nope\.yaml: there is no such file$/v);
	const isFolder = await t.throwsAsync(readConfig(schema, folder), {instanceOf: UsageError});
	t.regex(isFolder?.message ?? '', /this is a folder, not a file$/v);
	const within = path.join(folder, 'a.yaml');
	await writeFile(within, 'rate: 7\n');
	const {values} = await readConfig(schema, within);
	t.deepEqual(values, {rate: 7});
	const beyond = await t.throwsAsync(readConfig(schema, path.join(within, 'b.yaml')), {instanceOf: UsageError});
	t.regex(beyond?.message ?? '', /it can't be read \(ENOTDIR\)$/v);
});
