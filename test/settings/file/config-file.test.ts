/* eslint-disable no-template-curly-in-string -- such variables are what is tested */
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {schema} from '../../../source/cli/schema.js';
import {UsageError} from '../../../source/domain/errors.js';
import {parseConfig, readConfig} from '../../../source/settings/file/config-file.js';
import type {SettingValue} from '../../../source/settings/values/types.js';
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
	['yes for true', 'gzip: yes', /^m\.yaml:1: gzip: expected true or false, got "yes" \(write true\)/v],
	['null for a number', 'batchSize: null', /^m\.yaml:1: batchSize: expected .*got null \(leave the line out for the default\)/v],
	['null for a path', 'deadLetter: ~', /^m\.yaml:1: deadLetter: expected .*got null/v],
	['nothing for a sink', 'sink:', /^m\.yaml:1: sink: expected .*got nothing/v],
	['a tilde for a sink', 'sink: ~', /^m\.yaml:1: sink: expected .*got null/v],
	['null for a source', 'source: null', /^m\.yaml:1: source: expected .*got "null"/v],
	['infinity', 'batchSize: .inf', /^m\.yaml:1: batchSize: expected .*got "\.inf"/v],
	['a tag', 'batchSize: !big 5', /^m\.yaml:1: not valid YAML: a tag \(!name\) has no meaning here/v],
	['bytes', 'contentType: !!binary eHg=', /^m\.yaml:1: contentType: expected .*got nothing/v],
	['a key twice', 'rate: 5\nrate: 6', /^m\.yaml:2: this key stands here twice/v],
	['rate and interval', 'rate: 5\ninterval: 1ms', /^rate: 5 \(m\.yaml:1\) and interval: 1ms \(m\.yaml:2\) both set the rate/v],
	['no YAML', 'rate: 5\nsink: "unclosed', /^m\.yaml:\d: not valid YAML/v],
	['a list of settings', '- rate: 5', /^m\.yaml: expected settings .*got a list/v],
	['a single word', 'fast', /^m\.yaml: expected settings .*got a single value/v],
	['an unknown alias', 'rate: *speed', /^m\.yaml:1: there is no anchor &speed before \*speed/v],
	['a key that is a map', '{a: 1}: 5', /^m\.yaml:1: a key has to be a word, got a map/v],
	['a null for a key', '~: 5', /^m\.yaml:1: unknown key "~"/v],
	['two documents', 'rate: 1\n---\nrate: 2', /^m\.yaml:2: not valid YAML: a second document begins here/v],
	['a tab', '\trate: 1', /^m\.yaml:1: not valid YAML: a tab indents this line: use spaces/v],
	['a value in a value', 'sink: file: x', /^m\.yaml:1: not valid YAML: a value has a second "key: value" in it/v],
	['a bracket that is not closed', 'rate: [', /^m\.yaml:1: not valid YAML: a bracket or a brace is not closed/v],
	['an escape that there is not', String.raw`sink: "\q"`, /^m\.yaml:1: not valid YAML: there is no such escape/v],
	['a value that needs quotes', 'sink: @x', /^m\.yaml:1: not valid YAML: a value can't begin with this character/v],
	['too many levels', `rate: ${'['.repeat(100_000)}`, /^m\.yaml(?::1)?: not valid YAML: /v],
	['an http sink without its url', 'rate: 1\nsink: {type: http, gzip: true}', /^m\.yaml:2: sink: the http sink needs its url \(write it like sink: \{type: http, url: …\}\)$/v],
	['an empty url', 'sink: {type: http, url: ""}', /^m\.yaml:1: sink: the http sink needs its url/v],
	['a null url', 'sink: {type: http, url: null}', /^m\.yaml:1: sink\.url: expected a single value, got null/v],
	['a tcp sink without its port', 'sink: {type: tcp, host: h}', /^m\.yaml:1: sink: the tcp sink needs its port /v],
	['a tcp sink of nothing', 'sink: {type: tcp}', /^m\.yaml:1: sink: the tcp sink needs its host and port /v],
	['a file sink without its path', 'sink: {type: file}', /^m\.yaml:1: sink: the file sink needs its path /v],
	['a url that is none', 'sink: {type: http, url: nowhere}', /^m\.yaml:1: sink: expected http:\/\/<host> or https:\/\/<host>, got "nowhere"/v],
];

/** Names of the parser's parts, which say nothing to a user. */
const parsersWords = /flow|token|scalar|implicit|compact|mapping|collection|parseAll|YAML\.|node/iv;

for (const [what, text, said] of wrong) {
	test(`a file with ${what} is refused, naming the place`, t => {
		const message = refusalOf(t, () => parseConfig(schema, text, 'm.yaml'));
		t.regex(message, said);
		t.notRegex(message, parsersWords);
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

const meant: ReadonlyArray<readonly [text: string, name: string, value: SettingValue]> = [
	['sink: null', 'sink', 'null'],
	['sink: Null', 'sink', 'null'],
	['sink: NULL', 'sink', 'null'],
	['sink: "null"', 'sink', 'null'],
	['sink: {type: null}', 'sink', 'null'],
	['gzip: true', 'gzip', true],
	['gzip: True', 'gzip', true],
	['gzip: TRUE', 'gzip', true],
	['gzip: "true"', 'gzip', true],
	['gzip: False', 'gzip', false],
	['gzip: FALSE', 'gzip', false],
	['batchSize: 0x10', 'batchSize', 16],
	['batchSize: 0o17', 'batchSize', 15],
	['batchSize: 017', 'batchSize', 17],
	['batchSize: +5', 'batchSize', 5],
	['batchSize: 1e3', 'batchSize', 1000],
	['batchSize: 1E3', 'batchSize', 1000],
	['batchSize: 1_000', 'batchSize', 1000],
	['batchSize: 5.0', 'batchSize', 5],
	['rate: .5', 'rate', 0.5],
	['rate: 1_500.5', 'rate', 1500.5],
	['queueBytes: 0x100000', 'queueBytes', 1_048_576],
	['deadLetter: 0x10', 'deadLetter', '0x10'],
	['deadLetter: 1_000', 'deadLetter', '1_000'],
	['deadLetter: True', 'deadLetter', 'True'],
	['contentType: |-\n  text/plain', 'contentType', 'text/plain'],
];

for (const [text, name, value] of meant) {
	test(`${JSON.stringify(text)} is read as a user means it`, t => {
		t.is(parseConfig(schema, text, 'm.yaml').values[name], value);
	});
}

/* eslint-disable @typescript-eslint/naming-convention -- variables of the environment have such names */
const environment = {
	HOST: 'h:9000', PASSWORD: 'hunter2', EMPTY: '', SIZE: '70', PATHLIKE: 'a ${HOST} b', WORD: 'null', BAD: 'hunter2', URL: 'htp://me:hunter2@h/', PORT: 'hunter2',
};
/* eslint-enable @typescript-eslint/naming-convention */

const expanded: ReadonlyArray<readonly [text: string, name: string, value: SettingValue]> = [
	['batchSize: ${SIZE}', 'batchSize', 70],
	['batchSize: "${SIZE}"', 'batchSize', 70],
	['batchSize: ${SIZE}k', 'batchSize', 70_000],
	['batchSize: ${NONE:-5}', 'batchSize', 5],
	['batchSize: ${EMPTY:-5}', 'batchSize', 5],
	['batchSize: ${SIZE:-5}', 'batchSize', 70],
	['sink: http://me:${PASSWORD}@${HOST}/in', 'sink', 'http://me:hunter2@h:9000/in'],
	['sink: ${WORD}', 'sink', 'null'],
	['sink: {type: http, url: "http://${HOST}/in"}', 'sink', 'http://h:9000/in'],
	['sink: {type: "${NONE:-null}"}', 'sink', 'null'],
	['contentType: a$${HOST}b', 'contentType', 'a${HOST}b'],
	['contentType: $HOST costs 5$', 'contentType', '$HOST costs 5$'],
	['contentType: x${EMPTY}y', 'contentType', 'xy'],
	['contentType: ${PATHLIKE}', 'contentType', 'a ${HOST} b'],
	['contentType: ${NONE:-a:-b}', 'contentType', 'a:-b'],
];

for (const [text, name, value] of expanded) {
	test(`${JSON.stringify(text)} takes its variables from the environment`, t => {
		t.is(parseConfig(schema, text, 'm.yaml', environment).values[name], value);
	});
}

const wrongVariables: ReadonlyArray<readonly [text: string, said: RegExp]> = [
	['rate: 1\nsink: ${NONE}', /^m\.yaml:2: sink: there is no environment variable NONE \(set it, or write \$\{NONE:-default\}\)$/v],
	['sink: {type: http, url: "http://${NONE}/"}', /^m\.yaml:1: sink\.url: there is no environment variable NONE/v],
	['sink: {type: "${NONE}"}', /^m\.yaml:1: sink\.type: there is no environment variable NONE/v],
	['sink: ${NO-NE}', /^m\.yaml:1: sink: expected the name of an environment variable behind \$\{ \(write \$\{NAME\} or \$\{NAME:-default\}, or \$\$\{/v],
	['sink: ${', /expected the name of an environment variable/v],
	['sink: ${}', /expected the name of an environment variable/v],
	['sink: ${HOST', /expected the name of an environment variable/v],
	['sink: ${HOST:-${NONE}}', /expected the name of an environment variable/v],
	['sink: {type: http, url: ${HOST}}', /^m\.yaml:1: not valid YAML: .*\(within braces or brackets write "\$\{NAME\}", in quotes\)$/v],
	['batchSize: ${BAD}', /^m\.yaml:1: batchSize: expected a whole number .*, got "\$\{BAD\}" \(this is what the environment has made of it\)$/v],
	['sink: ${URL}', /^m\.yaml:1: sink: expected .*, got "\$\{URL\}"/v],
	['sink: tcp://h:${PORT}', /^m\.yaml:1: sink: expected .*/v],
	['sink: {type: tcp, host: h, port: "${PORT}"}', /^m\.yaml:1: sink: expected .*/v],
	['sink: {type: http, url: "${BAD}"}', /^m\.yaml:1: sink: expected http/v],
	['sink: {type: "${BAD}"}', /^m\.yaml:1: sink\.type: expected .*, got "\$\{BAD\}"/v],
	['gzip: ${BAD}', /^m\.yaml:1: gzip: expected true or false, got "\$\{BAD\}"/v],
	['rate: ${SIZE}\ninterval: 1ms', /^rate: \$\{SIZE\} \(m\.yaml:1\) and interval/v],
];

for (const [text, said] of wrongVariables) {
	test(`${JSON.stringify(text)} is refused, and no value of the environment is shown`, t => {
		const message = refusalOf(t, () => parseConfig(schema, text, 'm.yaml', environment));
		t.regex(message, said);
		t.false(message.includes('hunter2'), `it said ${message}`);
	});
}
