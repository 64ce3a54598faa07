import {setTimeout as delay} from 'node:timers/promises';
import test from 'ava';
import {recordsIn} from '../helpers/program.js';
import {leave, openSession, type Session} from '../helpers/session.js';

const escape = '\u001B';
const calm = ['--rate', '200', '--sink-latency', '10ms'];

/** Parts that come so many milliseconds after one another, and mean nothing together. */
const nothing: ReadonlyArray<readonly [title: string, parts: readonly string[], pause: number]> = [
	['F1 in two reads', [escape, 'OP'], 90],
	['F1 in three reads', [escape, 'O', 'P'], 90],
	['Ctrl-F5 in two reads', [`${escape}[15;5`, '~'], 500],
	['the colour of the background', [`${escape}]11;rgb:+`, `+++/++++/++++${escape}`, '\\'], 300],
	['what the terminal is, in single bytes', [...`${escape}[?62;4c${escape}P>|s+P${escape}\\`], 5],
	['an answer of eight bits', ['\u0090>|s+', 'P\u009C'], 200],
	['the mouse', [`${escape}[<0;10`, ';10M', `${escape}[M`, ' ++'], 90],
	['the clipboard', [`${escape}]52;c;`, 'cys=', '\u0007'], 300],
	['an answer of graphics', [`${escape}_Gi=31;s`, `+P${escape}\\`], 300],
	['a late rest of a sequence', [escape, '[1;5P'], 500],
];

for (const [title, parts, pause] of nothing) {
	test.serial(`what is no key does nothing: ${title}`, async t => {
		const terminal = openSession(t, calm, {columns: 120, rows: 40});
		await terminal.see('● running');
		for (const part of parts) {
			terminal.type(part);

			await delay(pause);
		}

		await delay(300);
		terminal.press('t');
		const text = await terminal.see('theme: light');
		t.regex(text, /\/s of +200/v);
		t.notRegex(text, /you +·|‖ paused|does nothing here/v);
		terminal.press('q');
		await leave(t, terminal, 0);
	});
}

test.serial('a lone escape acts within 300 ms', async t => {
	const terminal = openSession(t, calm);
	await terminal.see('● running');
	terminal.press('?');
	await terminal.see('kill the selected worker (asks)');
	const from = performance.now();
	terminal.press('escape');
	await terminal.see(text => !text.includes('kill the selected worker (asks)'));

	// With the time that a frame takes.
	t.true(performance.now() - from < 450);
	terminal.press('q');
	await leave(t, terminal, 0);
});

for (const [title, text] of [['a sentence', 'so quit P+ now'], ['lines', 'K\ry\rq\r'], ['a marked paste', `${escape}[200~q${escape}[201~`]] as const) {
	test.serial(`what is pasted does nothing, and that is said: ${title}`, async t => {
		const terminal = openSession(t, calm);
		await terminal.see('● running');
		terminal.type(text);
		await terminal.see('pasted text is not taken for keys: nothing was done');
		await delay(300);
		t.true(terminal.text().includes('● running'));
		terminal.press('+');
		await terminal.see(/\/s of +220/v);
		terminal.press('q');
		await leave(t, terminal, 0);
	});
}

/** Holds a key as a terminal does: it repeats itself after a while, 30 times a second. */
async function hold(terminal: Session, key: string, milliseconds: number, first = 500): Promise<void> {
	terminal.press(key);
	await delay(first);
	for (let held = first; held < milliseconds; held += 33) {
		terminal.press(key);

		await delay(33);
	}
}

for (const [key, milliseconds, first] of [['q', 500, 250], ['q', 2500, 500], ['ctrl-c', 2500, 500], ['q', 2200, 1500]] as const) {
	test.serial(`${key} held for ${milliseconds} ms, repeated after ${first} ms, drains and does not abort`, async t => {
		const terminal = openSession(t, ['--sink-latency', '3500ms', '--rate', '500', '--min-workers', '10']);
		await terminal.see('● running');
		await delay(500);
		await hold(terminal, key, milliseconds, first);
		const ledger = await leave(t, terminal, 0);
		t.is(recordsIn(ledger, 'delivered'), recordsIn(ledger, 'accepted'));
	});
}

for (const key of ['q', 'ctrl-c']) {
	test.serial(`${key} struck twice drains, and pressed again later aborts`, async t => {
		const terminal = openSession(t, ['--sink-latency', '1h', '--rate', '500']);
		await terminal.see('● running');
		terminal.press(key);
		await delay(150);
		terminal.press(key);
		await terminal.see('draining');
		await delay(1200);
		t.true(terminal.isAlternate());
		terminal.press(key);
		const ledger = await leave(t, terminal, 3);
		t.is(recordsIn(ledger, 'not delivered'), recordsIn(ledger, 'accepted'));
	});
}
