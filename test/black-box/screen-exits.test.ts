import {execFileSync, spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import process from 'node:process';
import test from 'ava';
import {ownPath} from '../helpers/folder.js';
import {cli, recordsIn, textOf} from '../helpers/program.js';
import {
	assertRestored, leave, openLine, openSession, type Session,
} from '../helpers/session.js';
import {longestWait} from '../helpers/place.js';
import {until} from '../helpers/until.js';
import {userEnvironment} from '../helpers/user-environment.js';

type Exit = {
	readonly title: string;
	readonly words?: readonly string[];

	/** What ends the run; absent where it ends by itself, be the screen there yet or not. */
	readonly act?: (terminal: Session) => void | Promise<void>;
	readonly code: number;
};

const hanging = ['--sink-latency', '1h', '--rate', '500'];

const exits: readonly Exit[] = [
	{
		title: 'Ctrl-C', act(terminal) {
			terminal.press('ctrl-c');
		}, code: 0,
	},
	{
		title: 'SIGTERM', act(terminal) {
			terminal.kill('SIGTERM');
		}, code: 0,
	},
	{
		title: 'SIGINT', act(terminal) {
			terminal.kill('SIGINT');
		}, code: 0,
	},
	{
		title: 'the end of a count', words: ['--count', '200', '--rate', '200', '--sink-latency', '10ms'], code: 0,
	},
	{
		title: 'the end of a duration', words: ['--duration', '500ms', '--sink-latency', '10ms'], code: 0,
	},
	{
		title: 'q twice', words: hanging, code: 3,
		async act(terminal) {
			terminal.press('q');
			await terminal.see('q again aborts');
			await delay(1500);
			terminal.press('q');
		},
	},
	{
		title: 'Ctrl-C twice', words: hanging, code: 3,
		async act(terminal) {
			terminal.press('ctrl-c');
			await terminal.see('draining');
			await delay(1500);
			terminal.press('ctrl-c');
		},
	},
	{
		title: 'SIGTERM twice', words: hanging, code: 3,
		async act(terminal) {
			terminal.kill('SIGTERM');
			await terminal.see('draining');
			await delay(1500);
			terminal.kill('SIGTERM');
		},
	},
	{
		title: 'a grace period that passes', words: [...hanging, '--grace', '300ms'], act(terminal) {
			terminal.press('q');
		}, code: 3,
	},
];

for (const {title, words = ['--rate', '500', '--sink-latency', '100ms'], act, code} of exits) {
	test.serial(`${title} leaves a clean terminal and the ledger`, async t => {
		const terminal = openSession(t, words);
		if (act !== undefined) {
			await terminal.see('● running');
			await act(terminal);
		}

		const ledger = await leave(t, terminal, code);
		t.is(recordsIn(ledger, 'delivered') + recordsIn(ledger, 'not delivered'), recordsIn(ledger, 'accepted'));
		t.is(recordsIn(ledger, 'not delivered') > 0, code === 3);
	});
}

for (const [signal, code] of [['SIGQUIT', 131], ['SIGUSR2', 140]] as const) {
	test.serial(`${signal} ends it at once, and the terminal is as it was`, async t => {
		const folder = ownPath(t, '');
		const program = `sh -c 'echo $$ > pid; exec "${process.execPath}" "${cli}" --rate 200'`;
		const terminal = openLine(t, `ulimit -c 0; stty -g > before; ${program}; echo "ended with $?"; stty -g > after`, {cwd: folder});
		await terminal.see('● running');
		process.kill(Number(textOf(folder, 'pid')), signal);
		await terminal.see(`ended with ${code}`);
		await terminal.exited;
		assertRestored(t, terminal);
		t.is(textOf(folder, 'after'), textOf(folder, 'before'));
	});
}

test.serial('records are piped in while keys come from the terminal', async t => {
	const folder = ownPath(t, '');
	const gate = path.join(folder, 'gate');
	execFileSync('mkfifo', [gate]);
	const terminal = openLine(t, 'cat gate | millrace --sink file:out.log --max-workers 1', {cwd: folder});
	const writer = fs.openSync(gate, 'r+');
	await terminal.see('● running');
	fs.writeSync(writer, 'one\ntwo\n');
	await until(() => textOf(folder, 'out.log') === 'one\ntwo\n');
	terminal.press('s');
	await terminal.see('no spike: no generator, the source is stdin');
	terminal.press('w');
	await terminal.see('no faults: file:out.log is a real sink');
	fs.writeSync(writer, 'three\n');
	await until(() => textOf(folder, 'out.log') === 'one\ntwo\nthree\n');
	terminal.press('q');
	fs.closeSync(writer);
	t.is(await leave(t, terminal, 0), 'Ledger: 3 accepted = 3 delivered; 0 unaccounted.');
});

test.serial('the end of piped records ends the screen', async t => {
	const folder = ownPath(t, '');
	const terminal = openLine(t, 'seq 1 50000 | millrace --sink file:out.log --max-workers 1', {cwd: folder});
	t.is(await leave(t, terminal, 0), 'Ledger: 50,000 accepted = 50,000 delivered; 0 unaccounted.');
	t.is(textOf(folder, 'out.log'), Array.from({length: 50_000}, (_, index) => `${index + 1}\n`).join(''));
});

test.serial('records are piped out while the screen is shown, in every size', async t => {
	const folder = ownPath(t, '');
	const terminal = openLine(t, 'millrace --rate 200 --sink stdout > out.log', {cwd: folder});
	await terminal.see('● running');
	for (const [columns, rows] of [[120, 40], [80, 24]] as const) {
		terminal.resize(columns, rows);
		await terminal.see(text => text.split('\n').length === rows && text.includes('● running') && text.includes('╭─ Ledger') === (columns > 80));
	}

	await until(() => textOf(folder, 'out.log').includes('"seq":50}'));
	terminal.press('q');
	const ledger = await leave(t, terminal, 0);
	t.regex(textOf(folder, 'out.log'), /^(?:\{"msg":"hello from producer","level":"INFO","ts":\d{16},"seq":\d+\}\n)+$/v);
	t.is(textOf(folder, 'out.log').split('\n').length - 1, recordsIn(ledger, 'delivered'));
});

test.serial('in a terminal real records need a sink, which is said in a line', async t => {
	const terminal = openLine(t, 'seq 3 | millrace');
	const {code} = await terminal.exited;
	t.is(code, 2);
	t.true(terminal.text().replaceAll('\n', '').startsWith('millrace: there is no sink for the records of stdin, because stdout is a terminal'));
});

test.serial('a sink that can\'t be opened is said on a clean terminal', async t => {
	const terminal = openSession(t, ['--source', 'synthetic', '--sink', 'file:no/such/out.log']);
	const {code} = await terminal.exited;
	t.is(code, 2);
	assertRestored(t, terminal);
	t.regex(terminal.text().replaceAll('\n', ''), /^millrace: can't append to no\/such\/out\.log/v);
});

const hasTmux = spawnSync('tmux', ['-V']).status === 0;
const testInTmux = hasTmux ? test.serial : test.serial.skip;

testInTmux(`in tmux, too, the screen is whole and goes away${hasTmux ? '' : ' (skipped: tmux is not installed here)'}`, async t => {
	t.timeout(longestWait);
	const folder = ownPath(t, '');
	const env = userEnvironment([['TMUX', undefined]]);
	const tmux = (...words: readonly string[]) => execFileSync('tmux', ['-S', path.join(folder, 'socket'), ...words], {encoding: 'utf8', timeout: 10_000, env});
	tmux('-f', '/dev/null', 'new-session', '-d', '-s', 'mill', '-x', '80', '-y', '24', 'sh');
	t.teardown(() => {
		spawnSync('tmux', ['-S', path.join(folder, 'socket'), 'kill-server']);
	});
	tmux('send-keys', '-t', 'mill', `clear; '${process.execPath}' '${cli}' --rate 200 --sink-latency 10ms; echo left with $?`, 'Enter');
	const see = async (what: string) => {
		let last = '';
		for (let look = 0; look < 300 && !last.includes(what); look++) {
			await delay(100);
			last = tmux('capture-pane', '-p', '-t', 'mill');
		}

		t.true(last.includes(what), `“${what}” is not on the screen:\n${last}`);
		return last;
	};

	await see('● running');
	tmux('send-keys', '-t', 'mill', '+');
	const screen = await see('of 220');
	const lines = screen.trimEnd().split('\n');
	t.is(lines.length, 24);
	for (const line of lines.slice(1, -1)) {
		// What limits the flow stands between the panels.
		t.regex(line, /^(?:[╭│╰].*[╮│╯]| \S.*| {3}\S.*|)$/v);
	}

	tmux('send-keys', '-t', 'mill', 'q');
	const end = await see('left with 0');
	t.regex(end, /Ledger: [\d,]+ accepted = [\d,]+ delivered; 0 unaccounted\./v);
	t.false(end.includes('╭'));
});

test.serial('a terminal that reads nothing for a while holds nothing up, and then gets the newest frame alone', async t => {
	const folder = ownPath(t, '');
	const terminal = openLine(t, 'millrace --rate 2k --sink file:out.log', {cwd: folder, columns: 200, rows: 60});
	const sizeOfSink = () => fs.statSync(path.join(folder, 'out.log')).size;
	await terminal.see('● running');
	const firstFrame = terminal.written().length;
	terminal.stall();
	for (let change = 0; change < 20; change++) {
		// No escape: read together with the next key, it would be another one.
		terminal.press('?');
		const before = sizeOfSink();
		await until(() => sizeOfSink() > before + 40_000);
	}

	const read = terminal.written().length;
	terminal.read();
	terminal.press('t');
	await terminal.see('theme: light');
	t.true(terminal.written().length - read < 5 * firstFrame, `${terminal.written().length - read} characters, after ${firstFrame} of the first frame`);
	terminal.press('q');
	await leave(t, terminal, 0);
});

test.serial('a sequence that names no key is passed over', async t => {
	const terminal = openSession(t, ['--rate', '200', '--sink-latency', '10ms']);
	await terminal.see('● running');
	terminal.type('\u001B[5s\u001B[5n\u001B[27;5;9~\u001B[I');
	terminal.press('+');
	await terminal.see(/\/s of +220/v);
	terminal.press('q');
	await leave(t, terminal, 0);
});
