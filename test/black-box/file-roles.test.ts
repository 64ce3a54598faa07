import fs from 'node:fs';
import test from 'ava';
import {folderWith} from '../helpers/names.js';
import {startShell} from '../helpers/program.js';

const one = 'one\ntwo\n';

/** A line of shell in a folder with the files `in`, `logs/a.log`, `c.yaml`, a symbolic and a hard link to `in`, a link to a file that is not there, and a link to the folder `logs`. */
type Case = readonly [line: string, first: string, second: string];

const refused: readonly Case[] = [
	['--source file:in --sink file:o --report o', 'the report o', 'the sink file:o'],
	['--source file:in --sink file:o --report ./o', 'the report ./o', 'the sink file:o'],
	['--source file:in --sink file:in', 'the source file:in', 'the sink file:in'],
	['--source file:in --sink file:soft', 'the source file:in', 'the sink file:soft'],
	['--source file:soft --sink file:hard', 'the source file:soft', 'the sink file:hard'],
	['--source file:in --sink null --record in', 'the source file:in', 'the record in'],
	['--source file:in --sink null --record hard', 'the source file:in', 'the record hard'],
	['--source file:in --sink null --report soft', 'the source file:in', 'the report soft'],
	['--source file:in --sink null --dead-letter in', 'the source file:in', 'the dead letters in'],
	['--source file:in --sink file:o --dead-letter o', 'the sink file:o', 'the dead letters o'],
	['--source file:in --sink file:dangling --report absent', 'the report absent', 'the sink file:dangling'],
	['--source file:in --sink file:linked/o --report logs/o', 'the report logs/o', 'the sink file:linked/o'],
	['--source file:in --sink null --report o --record o', 'the record o', 'the report o'],
	['--source file:in --sink null --replay in --record in', 'the source file:in', 'the record in'],
	['--source synthetic --sink null --replay in --record soft', 'the replay in', 'the record soft'],
	['--config c.yaml --source file:in --sink file:c.yaml', 'the configuration c.yaml', 'the sink file:c.yaml'],
	['--config c.yaml --source file:in --sink null --report c.yaml', 'the configuration c.yaml', 'the report c.yaml'],
	['--source file:in --sink null --report millrace-dead-letter.ndjson', 'the report millrace-dead-letter.ndjson', 'the dead letters millrace-dead-letter.ndjson'],
	['--source \'file:logs/*\' --sink file:logs/a.log', 'logs/a.log of the source file:logs/*', 'the sink file:logs/a.log'],
	['--source \'file:logs/*\' --sink file:logs/out.log', 'logs/out.log of the source file:logs/*', 'the sink file:logs/out.log'],
	['--source \'file:logs/*\' --sink file:linked/out.log', 'logs/out.log of the source file:logs/*', 'the sink file:linked/out.log'],
	['--source \'file:**/*.log\' --sink "file:$PWD/logs/new.log"', 'linked/new.log of the source file:**/*.log', '/logs/new.log'],
	['--source \'file:logs/*\' --sink null --dead-letter logs/dead', 'logs/dead of the source file:logs/*', 'the dead letters logs/dead'],
	['--source \'file:*.ndjson\' --sink null', 'millrace-dead-letter.ndjson of the source file:*.ndjson', 'the dead letters millrace-dead-letter.ndjson'],
	['--source file:in --sink stdout --report -', '--report -', 'the sink stdout'],
	['--source file:in --sink stdout --report /dev/stdout', 'the report /dev/stdout', 'the sink stdout'],
	['--source file:in --sink stdout --record /dev/fd/1', 'the record /dev/fd/1', 'the sink stdout'],
	['--sink file:in < in', 'the source stdin', 'the sink file:in'],
	['--sink file:in < hard', 'the source stdin', 'the sink file:in'],
	['--sink null --report in < in', 'the source stdin', 'the report in'],
	['--sink null --dead-letter soft < in', 'the source stdin', 'the dead letters soft'],
	['--source file:in --sink stdout >> in', 'the source file:in', 'the sink stdout'],
	['--source \'file:i*\' --sink stdout >> hard', 'in of the source file:i*', 'the sink stdout'],
	['--source file:in --sink stdout --dead-letter o > o', 'the sink stdout', 'the dead letters o'],
	['--source file:in --sink null --dead-letter in --report - > o', 'the source file:in', 'the dead letters in'],
];

/** All that is in a folder. */
function namesIn(folder: string): readonly string[] {
	return fs.readdirSync(folder, {recursive: true}).map(String).toSorted((one, other) => one.localeCompare(other));
}

/** The folder of a case. */
function createFolder(t: Parameters<typeof folderWith>[0]) {
	const made = folderWith(t, [['in', one], ['logs/a.log', one], ['c.yaml', 'rate: max\n']]);
	const {at} = made;
	fs.symlinkSync('in', at('soft'));
	fs.linkSync(at('in'), at('hard'));
	fs.symlinkSync('absent', at('dangling'));
	fs.symlinkSync('logs', at('linked'));
	return made;
}

for (const [line, first, second] of refused) {
	test(`two roles on one file are refused: ${line}`, async t => {
		const {folder, at} = createFolder(t);
		const before = namesIn(folder);
		const {code, stderr} = await startShell(t, `millrace --plain ${line}`, {folder}).ended;
		t.is(code, 2);
		t.true(stderr.includes(first) && stderr.includes(second));
		t.regex(stderr, /^millrace: [^\n]+\n$/v);
		t.deepEqual(namesIn(folder).filter(name => name !== 'o' || !line.endsWith('> o')), before);
		t.deepEqual([fs.readFileSync(at('in'), 'utf8'), fs.readFileSync(at('logs/a.log'), 'utf8'), fs.readFileSync(at('c.yaml'), 'utf8')], [one, one, 'rate: max\n']);
	});
}

test('lines among the records of a file are refused as well', async t => {
	const {folder, at} = createFolder(t);
	const {code} = await startShell(t, 'millrace --plain --source file:in --sink file:o 2>> o', {folder}).ended;
	t.is(code, 2);
	t.regex(fs.readFileSync(at('o'), 'utf8'), /^millrace: the sink file:o and stderr are one file \(.*redirect stderr.*\)\n$/v);
});

for (const line of [
	'--source file:in --sink file:/dev/null --report /dev/null --record /dev/null --dead-letter /dev/null',
	'--source file:in --sink stdout | cat',
	'--source file:in --sink stdout 2>&1 | cat',
	'--config c.yaml --source file:c.yaml --sink null',
	'--source file:in --sink null --report /dev/stderr 2> o',
	'--source file:in --sink null > o 2>&1',
	'--source file:in --sink file:o --report r < in',
	'--source \'file:logs/*.log\' --sink file:logs/out.txt',
	'--source \'file:logs/*\' --sink file:out.log',
	'--source file:in --sink file:o --report r --record p --dead-letter d',
]) {
	test(`what may be shared or is apart is no conflict: ${line}`, async t => {
		const {folder} = createFolder(t);
		const {code} = await startShell(t, `millrace --plain ${line}`, {folder}).ended;
		t.is(code, 0);
	});
}
