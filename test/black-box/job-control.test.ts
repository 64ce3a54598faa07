import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {moduleFile} from '../helpers/module-file.js';
import {
	cli, readReport, recordsIn, startProgram, textOf,
} from '../helpers/program.js';
import {ownPath} from '../helpers/folder.js';
import {
	leave, openLine, openSession, type Session,
} from '../helpers/session.js';

const hasBash = spawnSync('bash', ['--version']).status === 0;
const testInBash = hasBash ? test.serial : test.serial.skip;

/** A shell with job control, as a user has it. */
function openShell(t: ExecutionContext): Session {
	const terminal = openLine(t, '', {
		command: 'bash', arguments: ['--norc', '--noprofile', '-i'], env: [['PS1', 'shell> '], ['MILLRACE', `${process.execPath} ${cli} --sink-latency 20ms`]], columns: 100, rows: 40,
	});
	t.teardown(() => {
		terminal.type('\u0003\nkill %1\nexit\n');
	});
	return terminal;
}

testInBash('in the background it writes lines and keeps running, and in the foreground it has the screen', async t => {
	const shell = openShell(t);
	await shell.see('shell>');
	shell.type('$MILLRACE &\r');
	await shell.see(/\[METRICS\][\s\S]*\[METRICS\]/v);
	t.false(shell.isAlternate());
	shell.type('clear; jobs\r');
	await shell.see(/\[1\]\+\s+Running/v);

	// Bash does not tell a running job that it is in the foreground now.
	shell.type('fg\r');
	await shell.see(/Rate \/s/v);
	t.true(shell.isAlternate());
	shell.press('q');
	await shell.see(/Ledger: [\d,]+ accepted = [\d,]+ delivered; 0 unaccounted\./v);
	t.false(shell.isAlternate());
});

testInBash('suspended and continued in the background it writes lines, and the screen comes back with fg', async t => {
	const shell = openShell(t);
	await shell.see('shell>');
	shell.type('$MILLRACE\r');
	await shell.see(/Rate \/s/v);
	shell.press('ctrl-z');
	await shell.see(/\[1\]\+\s+Stopped/v);
	t.false(shell.isAlternate());
	shell.type('bg\r');
	await shell.see('[METRICS]');
	t.false(shell.isAlternate());
	shell.type('clear; echo the shell has "it"s keys; jobs\r');
	await shell.see(/the shell has its keys[\s\S]*\[1\]\+\s+Running/v);
	shell.type('fg\r');
	await shell.see(/Rate \/s/v);

	// It can be suspended again, and continued as usual.
	shell.press('ctrl-z');
	await shell.see(/Stopped/v);
	shell.type('fg\r');
	await shell.see(/Rate \/s/v);
	shell.press('q');
	const text = await shell.see(/Ledger: [\d,]+ accepted = [\d,]+ delivered; 0 unaccounted\./v);
	t.is(recordsIn(text, 'unaccounted'), 0);
});

testInBash('a background job that its shell kills says its ledger', async t => {
	const shell = openShell(t);
	await shell.see('shell>');
	shell.type('$MILLRACE &\r');
	await shell.see('[METRICS]');
	shell.type('clear; kill %1; wait %1; echo "code $?"\r');
	const text = await shell.see(/Ledger: [\d,]+ accepted = [\d,]+ delivered; 0 unaccounted\.[\s\S]*code 0/v);
	t.is(recordsIn(text, 'delivered'), recordsIn(text, 'accepted'));
});

/** Makes the engine's thread stand still while there is a file named `stuck`. */
const stuckCode = `import fs from 'node:fs';
import {isMainThread} from 'node:worker_threads';
if (!isMainThread) {
	setInterval(() => {
		while (fs.existsSync('stuck')) {}
	}, 10);
}
`;

test.serial('an engine that is stuck is left by Ctrl-C three times, and the terminal is as it was', async t => {
	const folder = ownPath(t, '');
	const terminal = openSession(t, ['--sink-latency', '20ms'], {cwd: folder, env: Object.entries(moduleFile(t, stuckCode)), columns: 120});
	await terminal.see(/Rate \/s/v);
	await delay(1000);
	fs.writeFileSync(path.join(folder, 'stuck'), '');
	await delay(300);
	const hasExited = terminal.exited.then(() => true);

	// A screen that a busy machine holds up takes presses that it reads together for one.
	for (let press = 0; press < 3 || (press < 20 && !await Promise.race([hasExited, delay(0, false)])); press++) {
		terminal.press('ctrl-c');
		await Promise.race([hasExited, delay(1500)]);
	}

	const exit = await terminal.exited;
	t.is(exit.code, 3, `visible was ${terminal.text()}`);
	t.false(terminal.isAlternate());
	t.true(terminal.isCursorVisible());
	t.regex(terminal.text().replaceAll('\n', ' '), /millrace: left at once, as it was asked for a third time.*Last known ledger, of .*: [\d,]+ accepted = /v);
});

test.serial('an engine that is stuck is left some seconds after its grace period when the terminal has gone', async t => {
	const folder = ownPath(t, '');
	const terminal = openSession(t, ['--sink-latency', '20ms', '--grace', '1s', '--report', 'r.json'], {cwd: folder, env: Object.entries(moduleFile(t, stuckCode))});
	await terminal.see(/Rate \/s/v);
	await delay(1000);
	fs.writeFileSync(path.join(folder, 'stuck'), '');
	await delay(300);
	terminal.hangUp();
	while (!fs.existsSync(path.join(folder, 'r.json')) || textOf(folder, 'r.json') === '') {
		await delay(100);
	}

	t.like(readReport(folder), {outcome: 'abandoned', lost: 0});
});

test.serial('an engine that is stuck is left some seconds after its grace period when a signal has come once', async t => {
	const folder = ownPath(t, '');
	const program = startProgram(t, ['--sink-latency', '20ms', '--grace', '1s', '--plain'], {folder, env: moduleFile(t, stuckCode)});
	await program.said('[METRICS]');
	fs.writeFileSync(path.join(folder, 'stuck'), '');
	await delay(300);
	program.kill('SIGTERM');
	const {code, stderr} = await program.ended;
	t.is(code, 3);
	t.regex(stderr, /\nmillrace: left at once, as the engine has given no sign for \d+(?:\.\d)? s\nLast known ledger, of .*\n$/v);
});

test.serial('Ctrl-C at random moments, also held down, ends with the ledger and a code of its own', async t => {
	for (const [wait, presses] of [[0, 1], [60, 1], [150, 2], [400, 1], [700, 6], [1000, 30]] as const) {
		// A key that is pressed before a process has the terminal reaches nobody. Behind echoed keys the ledger needs a wide line.
		const terminal = openLine(t, '', {command: 'sh', arguments: ['-c', 'echo begun; exec "$@"', 'sh', process.execPath, cli, '--sink-latency', '50ms'], columns: 200});
		await terminal.see('begun');

		await delay(wait);
		for (let press = 0; press < presses; press++) {
			terminal.press('ctrl-c');

			await delay(30);
		}

		const exit = await terminal.exited;
		const text = terminal.text().replaceAll(/\s+/gv, ' ');
		const wasNotBegun = exit.signal === 2 && !text.includes('Ledger');
		t.true(wasNotBegun || ((exit.code === 0 || exit.code === 3) && /Ledger: .*; 0 unaccounted/v.test(text)), `${wait} ${presses}: ${JSON.stringify(exit)}\n${text}`);
	}
});

test.serial('Ctrl-C once more, a second later, aborts', async t => {
	const terminal = openSession(t, ['--sink-latency', '1h', '--rate', '500']);
	await terminal.see(/Rate \/s/v);
	terminal.press('ctrl-c');
	await terminal.see('draining');
	await delay(1500);
	terminal.press('ctrl-c');
	await leave(t, terminal, 3);
});
