import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {ownPath} from '../helpers/folder.js';
import {
	recordsIn, runProgram, startProgram, startShell,
} from '../helpers/program.js';

/** Stdin is `/dev/null`, as under cron, systemd and in a script's background. */
const refusedWords: ReadonlyArray<readonly string[]> = [
	['--sink', 'file:x'],
	['--sink', 'file:x', '--duration', '1s'],
	['--sink', 'file:x', '--batch-size', '10', '--plain'],
	['--sink', 'stdout'],
	['--sink', 'tcp://127.0.0.1:9'],
	['--sink', 'http://me:hunter2@127.0.0.1:9/services/hunter2', '--json'],
];

for (const words of refusedWords) {
	test(`${words.join(' ')} < /dev/null makes no records: exit 2, with what to do`, async t => {
		const folder = ownPath(t, '');
		const {code, stdout, stderr} = await runProgram(t, words, {folder});
		t.is(code, 2);
		t.is(stdout.length, 0);
		t.regex(stderr, /^millrace: there are no records for --sink \S+: stdin is \/dev\/null, and no source is given.*\(.*--source synthetic.*\)\n$/v);
		t.false(stderr.includes('hunter2'));
		t.deepEqual(fs.readdirSync(folder), []);
	});
}

test('a closed stdin is the same as /dev/null', async t => {
	const {stderr} = await startShell(t, 'millrace --sink file:x <&-; echo "code $?" >&2; exit 0').ended;
	t.regex(stderr, /stdin is \/dev\/null.*\ncode 2\n$/v);
});

test('a configuration that asks for a real sink and nothing else is refused, too', async t => {
	const folder = ownPath(t, '');
	fs.writeFileSync(path.join(folder, 'c.yaml'), 'sink: file:x\nduration: 1s\n');
	const {code, stderr} = await runProgram(t, ['--config', 'c.yaml'], {folder});
	t.is(code, 2);
	t.regex(stderr, /no records for sink: file:x \(c\.yaml:1\): .* beside duration: 1s \(c\.yaml:2\)/v);
});

const askingWords: ReadonlyArray<readonly string[]> = [
	['--source', 'synthetic'],
	['--rate', '500'],
	['--interval', '2ms'],
	['--count', '50'],
	['--spike-factor', '3'],
	['--spike-length', '2s'],
];

for (const words of askingWords) {
	test(`${words.join(' ')} asks for generated records`, async t => {
		const folder = ownPath(t, '');
		const {code, lastLine} = await runProgram(t, [...words, '--sink', 'file:x', '--duration', '300ms', '--plain'], {folder});
		t.is(code, 0);
		t.true(recordsIn(lastLine, 'accepted') > 0);
		t.is(fs.readFileSync(path.join(folder, 'x'), 'utf8').split('\n').length - 1, recordsIn(lastLine, 'delivered'));
	});
}

for (const words of [[], ['--sink', 'simulated'], ['--sink', 'null']]) {
	test(`millrace --plain --duration 300ms ${words.join(' ')} still runs without a terminal`, async t => {
		const {code, lastLine} = await runProgram(t, ['--plain', '--duration', '300ms', ...words]);
		t.is(code, 0);
		t.true(recordsIn(lastLine, 'accepted') > 0);
	});
}

test('/dev/null as a source that was asked for is an empty input', async t => {
	const {code, lastLine} = await runProgram(t, ['--source', 'stdin', '--sink', 'file:x']);
	t.deepEqual([code, lastLine], [0, 'Ledger: 0 accepted = 0 delivered; 0 unaccounted.']);
});

test('an empty pipe and an empty file are the source, and nothing is made up', async t => {
	const {stderr} = await startShell(t, 'true | millrace --sink file:a; : > empty; millrace --sink file:b < empty').ended;
	t.deepEqual(stderr.match(/^Ledger: .*$/gmv), Array.from({length: 2}, () => 'Ledger: 0 accepted = 0 delivered; 0 unaccounted.'));
});

test('a reload that changes the source as well keeps the rate of the one that runs', async t => {
	const folder = ownPath(t, '');
	const config = path.join(folder, 'c.yaml');
	fs.writeFileSync(config, 'source: synthetic\nsink: "null"\n');
	const program = startProgram(t, ['--config', 'c.yaml', '--plain'], {folder});
	await program.said('Running');
	fs.writeFileSync(config, 'source: stdin\nsink: "null"\nbatchSize: 60\n');
	program.kill('SIGHUP');
	await program.said('millrace: changed in the configuration, but not while it runs: source\n');
	await program.said('BatchSize = 60');
	const before = program.stderr().length;
	await program.said(new RegExp(String.raw`^[\s\S]{${before}}[\s\S]*Produced=(?:9\d\d|1\d{3})/s`, 'v'));
	program.kill('SIGTERM');
	const {code, stderr} = await program.ended;
	t.is(code, 0);
	t.notRegex(stderr, /^Rate/mv);
});
