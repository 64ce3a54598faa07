import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {folderWith, modeOf} from '../helpers/names.js';
import {
	cli as programPath, readReport, recordsIn, runProgram, startProgram, startShell, textOf,
} from '../helpers/program.js';
import {leave, openSession} from '../helpers/session.js';

const tooLarge = `${'x'.repeat(20)}\n`;

test('what may hold records is the user\'s alone; the sink\'s file has the usual mode', async t => {
	const {folder, at} = folderWith(t);
	const line = 'umask 022; millrace --plain --sink file:out --max-record-size 10 --report r.json --record actions --dead-letter dead';
	const {code} = await startShell(t, line, {folder, input: `one\n${tooLarge}`}).ended;
	t.is(code, 3);
	t.deepEqual(['out', 'r.json', 'actions', 'dead'].map(name => modeOf(at(name))), ['644', '600', '600', '600']);
});

test.serial('so are the files of a snapshot', async t => {
	const {folder, at} = folderWith(t);
	const terminal = openSession(t, ['--rate', '100', '--sink', 'null'], {cwd: folder});
	await terminal.see('● running');
	terminal.press('S');
	await terminal.see('saved');
	terminal.press('q');
	await leave(t, terminal, 0);
	t.deepEqual(fs.readdirSync(folder).map(name => modeOf(at(name))), ['600', '600']);
});

for (const [flag, says] of [
	['--report', 'the report can\'t be written to it: it is'],
	['--record', 'the record can\'t be written to it: it is'],
	['--dead-letter', 'can\'t keep dead letters in it: it is'],
	['--config', '--config it: it is'],
	['--replay', '--replay it: it can\'t be read: it is'],
] as const) {
	for (const [what, make] of [
		['a pipe', (path: string) => {
			execFileSync('mkfifo', [path]);
		}],
		['a device', (path: string) => {
			fs.symlinkSync('/dev/zero', path);
		}],
	] as const) {
		test(`${what} is refused where a file is meant: ${flag}`, async t => {
			const {folder, at} = folderWith(t);
			make(at('it'));
			const {code, stderr} = await runProgram(t, ['--count', '1', '--sink', 'null', flag, 'it'], {folder});
			t.is(code, 2);
			t.true(stderr.includes(`${says} ${what}`));
			t.regex(stderr, /^millrace: [^\n]+ \([^\n]+\)\n$/v);
		});
	}
}

test('what a shell hands over is read and written', async t => {
	const program = startShell(t, 'exec 3< c.yaml 4> r; millrace --plain --sink null --config /dev/fd/3 --report /dev/fd/4', {folder: folderWith(t, [['c.yaml', 'count: 7\n']]).folder});
	const {code} = await program.ended;
	t.is(code, 0);
	t.like(JSON.parse(textOf(program.folder, 'r')), {accepted: 7});
});

test('a report stays as it was until there is a new one, whatever ends the run', async t => {
	const {folder} = folderWith(t, [['r.json', 'old']]);
	const program = startProgram(t, ['--sink', 'null', '--plain', '--report', 'r.json'], {folder});
	await program.said('[METRICS]');
	program.kill('SIGKILL');
	await program.ended;
	t.is(textOf(folder, 'r.json'), 'old');
	t.deepEqual(fs.readdirSync(folder), ['r.json']);
	const {code} = await runProgram(t, ['--sink', 'null', '--plain', '--count', '5', '--report', 'r.json'], {folder});
	t.is(code, 0);
	t.is(readReport(folder).delivered, 5);
	t.deepEqual(fs.readdirSync(folder), ['r.json']);
});

/** Runs the program as somebody who may not write to the working folder. */
function startUnwritable(t: ExecutionContext, line: string, input?: string) {
	const {folder, at} = folderWith(t, [['in', `one\n${tooLarge}`]]);
	fs.chmodSync(at('in'), 0o644);
	fs.chmodSync(folder, 0o555);
	const user = process.getuid?.() === 0 ? 'setpriv --reuid=65534 --regid=65534 --clear-groups ' : '';
	return startShell(t, `exec ${user}'${process.execPath}' "$millrace" --plain ${line}`, {folder, env: {millrace: programPath}, ...(input !== undefined && {input})});
}

for (const line of ['--sink null --count 3', '--sink simulated --sink-latency 1ms --count 3', '--source file:in --sink null', '--source stdin --sink null < in']) {
	test(`a working folder that can't be written to is no hindrance where nothing is written: ${line}`, async t => {
		const {code} = await startUnwritable(t, line).ended;
		t.is(code, 0);
	});
}

test('there, a dead letter is waited for, then dropped, counted and said', async t => {
	const {code, stderr, lastLine} = await startUnwritable(t, '--source file:in --sink null --max-record-size 10 --grace 100ms').ended;
	t.is(code, 3);
	t.regex(stderr, /dead letters can't be written to millrace-dead-letter\.ndjson: refused records wait \(.*EACCES/v);
	t.is(recordsIn(lastLine, 'delivered'), 1);
	t.is(recordsIn(lastLine, 'dropped'), 1);
});

for (const line of ['--sink null --dead-letter d', '--source file:in --sink null --dead-letter d', '--sink null --report d', '--sink null --record d']) {
	test(`there, a name that was given is refused at the start: ${line}`, async t => {
		const {code, stderr} = await startUnwritable(t, `--count 3 ${line}`).ended;
		t.is(code, 2);
		t.regex(stderr, /^millrace: .* d: permission denied \(EACCES\) \(.*\)\n$/v);
	});
}
