import {constants} from 'node:os';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {ownPath} from '../helpers/folder.js';
import {cli, recordsIn, textOf} from '../helpers/program.js';
import {
	assertRestored, leave, openLine, openSession,
} from '../helpers/session.js';

type SignalName = keyof typeof constants.signals;

/** The signals that a process ignores, and those that it listens to. */
function dispositions(pid: number): {readonly ignored: ReadonlySet<number>; readonly heard: ReadonlySet<number>} {
	const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
	const signals = (field: string) => {
		const bits = BigInt(`0x${new RegExp(String.raw`^${field}:\s+([\da-f]+)$`, 'mv').exec(status)?.[1] ?? '0'}`).toString(2);
		return new Set([...bits].toReversed().flatMap((bit, index) => bit === '1' ? [index + 1] : []));
	};

	return {ignored: signals('SigIgn'), heard: signals('SigCgt')};
}

/** Signals that end the process, of which the screen may hear to give the terminal back: they end it all the same. */
const deadly: readonly SignalName[] = ['SIGQUIT', 'SIGABRT', 'SIGALRM', 'SIGVTALRM', 'SIGUSR2', 'SIGXCPU', 'SIGIO', 'SIGPWR', 'SIGSTKFLT', 'SIGSYS'];

/** What job control and the size of the terminal need. */
const own: readonly SignalName[] = ['SIGTSTP', 'SIGCONT', 'SIGWINCH'];

const testOnLinux = process.platform === 'linux' ? test.serial : test.serial.skip;

testOnLinux('the screen ignores the same signals as lines, and hears of no others than it has to', async t => {
	const lines = openSession(t, ['--plain', '--rate', '500']);
	await lines.see('METRICS');
	const screen = openSession(t, ['--rate', '500']);
	await screen.see('● running');
	const before = dispositions(lines.pid);
	const {ignored, heard} = dispositions(screen.pid);
	t.deepEqual(ignored, before.ignored);
	t.true(ignored.has(constants.signals.SIGXFSZ));
	const allowed = new Set([...before.heard, ...[...deadly, ...own].map(name => constants.signals[name])]);
	t.deepEqual([...heard].filter(signal => !allowed.has(signal)), []);
});

for (const name of deadly) {
	testOnLinux(`${name} ends the screen as it ends any program, and the terminal is as it was`, async t => {
		const folder = ownPath(t, '');
		const program = `sh -c 'echo $$ > pid; exec "${process.execPath}" "${cli}" --rate 200'`;
		const terminal = openLine(t, `ulimit -c 0; stty -g > before; ${program}; echo "ended with $?"; stty -g > after`, {cwd: folder});
		await terminal.see('● running');
		process.kill(Number(textOf(folder, 'pid')), name);
		await terminal.see(`ended with ${128 + constants.signals[name]}`);
		await terminal.exited;
		assertRestored(t, terminal);
		t.is(textOf(folder, 'after'), textOf(folder, 'before'));
	});
}

for (const [title, words] of [['the screen', ''], ['lines', '--plain']] as const) {
	testOnLinux(`at a limit of the file size it goes on, says so and leaves with its own code: ${title}`, async t => {
		const folder = ownPath(t, '');
		const terminal = openLine(t, `ulimit -f 16; millrace --rate 2k --sink file:out.log --grace 1s --duration 3s ${words}; echo "code $?" > code`, {cwd: folder, columns: 120, rows: 40});
		await terminal.see(/EFBIG|file too large|limit/v);
		await terminal.exited;
		t.is(textOf(folder, 'code'), 'code 3\n');
		assertRestored(t, terminal);
		const text = terminal.text().replaceAll('\n', ' ');
		t.true(recordsIn(text, 'not delivered') > 0, text);
		t.true(fs.statSync(path.join(folder, 'out.log')).size <= 16 * 1024);
	});
}

testOnLinux('a SIGXFSZ that is sent does nothing', async t => {
	const terminal = openSession(t, ['--rate', '200', '--sink-latency', '10ms']);
	await terminal.see('● running');
	terminal.kill('SIGXFSZ');
	terminal.press('t');
	await terminal.see('theme: light');
	terminal.press('q');
	await leave(t, terminal, 0);
});
