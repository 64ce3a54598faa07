import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {ownPath} from '../helpers/folder.js';
import {
	cli, readReport, runProgram, startShell, textOf,
} from '../helpers/program.js';
import {leave, openLine, openSession} from '../helpers/session.js';
import {until} from '../helpers/until.js';

test('a reader of the help that leaves early makes no noise', async t => {
	const program = startShell(t, '{ millrace --help; echo "code $?" >&2; } | true');
	const {stderr} = await program.ended;
	t.is(stderr, 'code 0\n');
});

test('a reader of stderr that leaves takes no record with it', async t => {
	const folder = ownPath(t, '');
	execFileSync('mkfifo', [path.join(folder, 'gate')]);
	const line = '{ seq 1 100; cat gate; seq 101 200; } | { millrace --sink file:out.log --max-workers 1 --plain 2>&1; echo "$?" > code; } | head -n 1';
	const program = startShell(t, line, {folder});
	await until(() => fs.existsSync(path.join(folder, 'out.log')) && textOf(folder, 'out.log').endsWith('100\n'));
	fs.writeFileSync(path.join(folder, 'gate'), '');
	await program.ended;
	t.is(textOf(folder, 'code'), '0\n');
	t.is(textOf(folder, 'out.log'), Array.from({length: 200}, (_, index) => `${index + 1}\n`).join(''));
});

test('a report that can\'t be written after all is said, and the ledger still comes last', async t => {
	const {code, stderr, lastLine} = await runProgram(t, ['--count', '100', '--sink', 'null', '--plain', '--report', '/dev/full']);
	t.is(code, 1);
	t.regex(stderr, /the report can't be written to \/dev\/full: no space left on device/v);
	t.is(lastLine, 'Ledger: 100 accepted = 100 delivered; 0 unaccounted.');
});

test.serial('records that go to the terminal have it for themselves', async t => {
	const terminal = openSession(t, ['--sink', 'stdout', '--count', '3', '--rate', '1k'], {columns: 120});
	const {code} = await terminal.exited;
	t.is(code, 0);
	t.false(terminal.written().includes('\u001B[?1049h'));
	t.is(terminal.text().match(/"seq":\d\}/gv)?.length, 3);
});

test.serial('where no terminal can be opened, lines take the place of the screen', async t => {
	const terminal = openLine(t, `setsid -w sh -c "seq 1 10 | '${process.execPath}' '${cli}' --sink file:out.log"`);
	const {code} = await terminal.exited;
	t.is(code, 0);
	t.true(terminal.text().includes('Ledger: 10 accepted = 10 delivered; 0 unaccounted.'));
});

test.serial('a terminal that only has lines gets lines, without a sequence', async t => {
	const terminal = openSession(t, ['--count', '20', '--rate', '1k', '--sink', 'null'], {env: [['TERM', 'dumb']]});
	const {code} = await terminal.exited;
	t.is(code, 0);
	t.true(terminal.text().includes('Ledger: 20 accepted = 20 delivered; 0 unaccounted.'));
	t.false(terminal.written().includes('\u001B'));
});

test.serial('a terminal that only has lines can still speak', async t => {
	const terminal = openSession(t, ['--rate', '200', '--sink', 'null'], {env: [['TERM', 'dumb'], ['INK_SCREEN_READER', 'true']]});
	await terminal.see('Pipeline running');
	terminal.press('q');
	await terminal.exited;
	t.regex(terminal.text(), /Ledger: [\d,]+ accepted = [\d,]+ delivered/v);
	t.false(terminal.written().includes('\u001B'));
});

for (const words of [['--sink', 'null', '--source', 'file:世界.log'], ['--sink', 'null', '--source', 'file:nowhere/世界']]) {
	test.serial(`in ASCII, ${words.at(-1)} is said in ASCII from the first word to the last`, async t => {
		const folder = ownPath(t, '');
		fs.writeFileSync(path.join(folder, '世界.log'), 'one\n');
		const terminal = openSession(t, ['--ascii', ...words], {cwd: folder});
		await terminal.exited;
		t.regex(terminal.written(), /^\p{ASCII}+$/v);
		t.regex(terminal.text(), /1 accepted = 1 delivered|can't read nowhere/v);
	});
}

test.serial('SIGHUP at a screen delivers everything and leaves', async t => {
	const terminal = openSession(t, ['--rate', '500', '--sink-latency', '100ms']);
	await terminal.see('● running');
	terminal.kill('SIGHUP');
	await leave(t, terminal, 0);
});

for (const [how, words] of [['with a screen', ''], ['with sentences', '--screen-reader']] as const) {
	test.serial(`a terminal that is gone, ${how}, takes no record with it, and the run still ends well`, async t => {
		const folder = ownPath(t, '');
		const terminal = openLine(t, `trap : HUP; millrace --rate 500 --sink-latency 100ms --report r.json ${words}; echo $? > code`, {cwd: folder});
		await terminal.see(/running/iv);
		terminal.hangUp();
		await terminal.exited;
		t.is(textOf(folder, 'code'), '0\n');
		const {ledger} = readReport(folder);
		t.true(ledger.delivered.records > 0);
		t.is(ledger.delivered.records, ledger.accepted.records);
	});
}
