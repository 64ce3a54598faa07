import fs from 'node:fs';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import process from 'node:process';
import test from 'ava';
import {errorCode} from '../../source/text/system-error.js';
import {ownPath} from '../helpers/folder.js';
import {
	readReport, startProgram, startShell,
} from '../helpers/program.js';
import {openSession} from '../helpers/session.js';
import {until} from '../helpers/until.js';

/** Milliseconds that the program may take to leave, with what a busy machine takes to begin and end a process. */
const enough = 5000;

const outputs = [
	['the screen', [], 0], ['lines', ['--plain'], 0], ['JSON', ['--json'], 0], ['the screen of an abort', ['--sink-latency', '1h', '--grace', '300ms'], 3], ['lines of an abort', ['--plain', '--sink-latency', '1h', '--grace', '300ms'], 3],
] as const;

for (const [title, words, code] of outputs) {
	test.serial(`a terminal that stands still holds up no end: ${title}`, async t => {
		const folder = ownPath(t, '');
		const terminal = openSession(t, ['--rate', '500', '--report', 'r.json', ...words], {cwd: folder});
		await until(() => /● running|METRICS|"settings"/v.test(terminal.written()));
		terminal.stall();

		// Without a limit of its own the terminal takes some kilobytes more. They have to be full.
		await delay(3000);
		terminal.kill('SIGTERM');
		await until(() => fs.existsSync(path.join(folder, 'r.json')));
		const from = performance.now();
		const exit = await terminal.exited;
		t.deepEqual(exit, {code, signal: 0});
		t.true(performance.now() - from < enough, `${performance.now() - from} ms`);
		t.is(readReport(folder).lost, 0);
	});
}

test.serial('^S stops what lines say and nothing else', async t => {
	const folder = ownPath(t, '');
	const terminal = openSession(t, ['--plain', '--rate', '500', '--report', 'r.json'], {cwd: folder});
	await terminal.see('METRICS');
	terminal.press('ctrl-s');
	await delay(1500);
	terminal.press('ctrl-c');
	t.deepEqual(await terminal.exited, {code: 0, signal: 0});
	t.is(readReport(folder).left, 0);
});

for (const [title, words, code] of [['lines', '--plain', 0], ['JSON', '--json', 0], ['lines of an abort', '--plain --sink-latency 1h --grace 300ms', 3]] as const) {
	test.serial(`a pipe that nobody reads holds up no end: ${title}`, async t => {
		const folder = ownPath(t, '');
		const line = `mkfifo full; exec 4<>full; (dd if=/dev/zero bs=65536 count=1 >&4) 2>/dev/null; millrace --rate 500 --report r.json --duration 2s ${words} 2>&4; echo "code $?"`;
		const program = startShell(t, line, {folder, stdio: ['ignore', 'pipe', 'pipe']});
		await until(() => fs.existsSync(path.join(folder, 'r.json')));
		const from = performance.now();
		const {stdout} = await program.ended;
		t.is(new TextDecoder().decode(stdout), `code ${code}\n`);
		t.true(performance.now() - from < enough, `${performance.now() - from} ms`);
	});
}

/** Stops a process for three seconds, unless it was quicker and has ended. */
async function holdUp(pid: number): Promise<void> {
	try {
		process.kill(pid, 'SIGSTOP');
		await delay(3000);
		process.kill(pid, 'SIGCONT');
	} catch (error) {
		if (errorCode(error) !== 'ESRCH') {
			throw error;
		}
	}
}

for (const [title, words] of [['the screen', []], ['lines', ['--plain']]] as const) {
	test.serial(`a process that is held up while it ends keeps its exit code: ${title}`, async t => {
		const folder = ownPath(t, '');
		const terminal = openSession(t, ['--sink-latency', '1h', '--rate', '500', '--grace', '100ms', ...words], {cwd: folder});
		await terminal.see(/● running|METRICS/v);
		terminal.kill('SIGTERM');
		await until(() => terminal.written().includes('Ledger: '));
		await holdUp(terminal.pid);
		t.deepEqual(await terminal.exited, {code: 3, signal: 0});
	});
}

test('a process that is starved while it ends keeps its exit code', async t => {
	const program = startProgram(t, ['--plain', '--sink-latency', '1h', '--rate', '500', '--grace', '100ms']);
	await program.said('METRICS');
	program.kill('SIGTERM');
	await program.said('Ledger: ');
	for (let time = 0; time < 30; time++) {
		program.kill('SIGSTOP');
		await delay(100);
		program.kill('SIGCONT');
	}

	const {code, signal} = await program.ended;
	t.deepEqual([code, signal], [3, undefined]);
});
