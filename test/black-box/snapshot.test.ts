import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {ownPath} from '../helpers/folder.js';
import {textOf} from '../helpers/program.js';
import {leave, openSession, type Session} from '../helpers/session.js';

/** Presses S and returns the name of the files that the screen announces, without an ending. */
async function save(terminal: Session, announcement = /✓ snapshot saved: millrace-\S+\.json and \.txt/v): Promise<string> {
	terminal.press('S');
	const text = await terminal.see(announcement);
	return /✓ snapshot .*saved: (?<base>millrace-\S+)\.json/v.exec(text)?.groups?.base ?? '';
}

test.serial('S keeps what is on the screen, as JSON and as text, and says so; no secret is in it', async t => {
	const folder = ownPath(t, '');
	const terminal = openSession(t, ['--source', 'synthetic', '--rate', '200', '--sink', 'http://me:hunter2@127.0.0.1:9/?token=hunter2'], {cwd: folder});
	await terminal.see('● running');
	const base = await save(terminal);
	t.regex(base, /^millrace-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(?:-\d+)?$/v);
	await terminal.see(/you +· snapshot saved/v);
	const [json, text] = [textOf(folder, `${base}.json`), textOf(folder, `${base}.txt`)];
	t.like(JSON.parse(json), {format: 'millrace-snapshot', snapshot: {state: 'running', lost: 0}, settings: {rate: 200}});
	t.deepEqual([json, text].filter(content => content.includes('hunter2')), []);
	const lines = text.trimEnd().split('\n');
	t.is(lines.length, 24);
	t.regex(text, /● running .*\n╭─ Rate \/s[\s\S]*╭─ Events/v);
	t.notRegex(text, /(?!\n)\p{Cc}/v);
	terminal.press('q', 'q');
	await terminal.exited;
});

test.serial('S works over help, while the screen is frozen and while the keys are locked', async t => {
	const folder = ownPath(t, '');
	const terminal = openSession(t, ['--rate', '200', '--sink-latency', '10ms'], {cwd: folder});
	await terminal.see('● running');
	terminal.press('L', '?');
	await terminal.see('kill the selected worker (asks)');
	t.regex(textOf(folder, `${await save(terminal)}.txt`), /kill the selected worker \(asks\)/v);
	terminal.press('escape');
	await terminal.see('Rate /s');
	terminal.press('space');
	await terminal.see('PAST');
	const frozen = await save(terminal, /✓ snapshot of 00:00:\d\d saved/v);
	t.like(JSON.parse(textOf(folder, `${frozen}.json`)), {moment: {workers: 1}});
	t.is(fs.readdirSync(folder).length, 4);
	terminal.press('space', 'L', 'q');
	await leave(t, terminal, 0);
});

test.serial('where the folder has gone, that is said and the run goes on', async t => {
	const folder = path.join(ownPath(t, ''), 'inner');
	fs.mkdirSync(folder);
	const terminal = openSession(t, ['--rate', '200', '--sink-latency', '10ms'], {cwd: folder, columns: 120, rows: 40});
	await terminal.see('● running');
	fs.rmdirSync(folder);
	terminal.press('S');
	await terminal.see('▲ no snapshot: the working folder can\'t be written to: no such file or directory (ENOENT)');
	terminal.press('q');
	await leave(t, terminal, 0);
});
