import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {openTestTerminal, type TestTerminal, type TerminalOptions} from '../helpers/terminal.js';
import type {WarmSession} from '../helpers/warm-session.js';

const program = new URL('../helpers/warm-session.js', import.meta.url).pathname;

type Badge = {readonly theme?: 'dark' | 'light' | 'contrast'; readonly isAscii?: boolean; readonly isForScreenReader?: boolean};

function open(t: ExecutionContext, {engine = {warmUp: 6000}, look = {}, ...terminal}: Partial<TerminalOptions> & {readonly engine?: WarmSession; readonly look?: Badge} = {}): TestTerminal {
	const opened = openTestTerminal({command: process.execPath, arguments: [program, JSON.stringify(engine), JSON.stringify(look)], ...terminal});
	t.teardown(opened.close);
	return opened;
}

/** The colours of the cells of a word. */
function colourOf(terminal: TestTerminal, word: string): string | number | undefined {
	const lines = terminal.text().split('\n');
	const row = lines.findIndex(line => line.includes(word));
	return terminal.cell(row, lines[row]?.indexOf(word) ?? 0).foreground;
}

test.serial('t goes through the themes, and says which', async t => {
	const terminal = open(t);
	await terminal.waitFor('● running');
	t.is(colourOf(terminal, 'running'), '#1fb58f');
	terminal.press('t');
	await terminal.waitFor('theme: light, for a white background');
	t.is(colourOf(terminal, 'running'), '#00694f');
	terminal.press('t');
	await terminal.waitFor('theme: high contrast');
	t.is(colourOf(terminal, 'running'), '#35f0c0');
	terminal.press('t');
	await terminal.waitFor('theme: dark');
});

test.serial('the screen begins with the theme that is asked for', async t => {
	const terminal = open(t, {look: {theme: 'contrast'}});
	await terminal.waitFor('● running');
	t.is(colourOf(terminal, 'running'), '#35f0c0');
});

test.serial('with 16 colours only those of the terminal are used', async t => {
	const terminal = open(t, {env: [['TERM', 'xterm'], ['COLORTERM', undefined]]});
	await terminal.waitFor('● running');
	t.is(colourOf(terminal, 'running'), 2);
	t.is(colourOf(terminal, 'Workers '), 15);
	t.false(['38;2;', '38;5;', '48;2;', '48;5;'].some(kind => terminal.written().includes(`\u001B[${kind}`)));
});

test.serial('without colours there is no theme to choose', async t => {
	const terminal = open(t, {env: [['NO_COLOR', '1']]});
	await terminal.waitFor('● running');
	terminal.press('t');
	const text = await terminal.waitFor('▲ no themes: nothing is coloured here');
	t.true(text.includes('● running'));
});

test.serial('in a locale without UTF-8 all is ASCII', async t => {
	const terminal = open(t, {env: [['LC_ALL', 'C']], columns: 120, rows: 40});
	await terminal.waitFor('* running');
	terminal.press('?');
	await terminal.waitFor('esc closes');
	t.regex(terminal.written(), /^\p{ASCII}*$/v);
	t.regex(terminal.line(1), /^\+-.*-\+$/v);
});

test.serial('glyphs can be insisted on, and done without', async t => {
	const drawn = open(t, {env: [['LC_ALL', 'C']], look: {isAscii: false}});
	const rich = await drawn.waitFor('● running');
	t.true(rich.includes('╭'));
	const plain = open(t, {look: {isAscii: true}});
	const poor = await plain.waitFor('* running');
	t.false(poor.includes('╭'));
});

test.serial('text from outside shifts no border and does nothing to the terminal', async t => {
	const evil = '\u001B]52;c;aGk=\u0007\u001B[2J👩\u200D💻 🇩🇪 👍🏽 ❤\uFE0F e\u0301 世界 \u202Etxet\u009D0;owned\u009C हिन्दी';
	const terminal = open(t, {
		engine: {
			warmUp: 1000, source: {name: evil, trouble: evil}, sink: {name: evil, problem: evil},
		},
		columns: 120,
		rows: 40,
	});
	const text = await terminal.waitFor('✕ sink');
	t.false(['\u001B]', '\u009D', '\u009C', '\u202E', '\u200D'].some(sequence => terminal.written().includes(sequence)));
	t.regex(text, /👩 ·💻 {2}DE 👍 {2}❤ é 世界 ·txet/v);
	const borders = (column: number) => Array.from({length: 40}, (_, row) => row).filter(row => [...'│╭╮╰╯'].includes(terminal.cell(row, column).text));
	t.true(borders(0).length > 30);
	t.deepEqual(borders(119), borders(0));
	terminal.press('tab', 'enter');
	await terminal.waitFor(text => text.includes('esc back') && !text.includes('Workers '));
	t.true(borders(0).length > 30);
	t.deepEqual(borders(119), borders(0));
	t.deepEqual(Array.from({length: 117}, (_, column) => borders(column + 1)).flat(), []);
});

for (const [how, options] of [
	['INK_SCREEN_READER', {env: [['INK_SCREEN_READER', 'true']]}],
	['a flag', {look: {isForScreenReader: true}}],
] as const) {
	test.serial(`for a screen reader, asked for by ${how}, the screen is said in lines that stay`, async t => {
		const terminal = open(t, {...options, rows: 60});
		await terminal.waitFor('Pipeline running, from synthetic to simulated.');
		await terminal.waitFor(/In [\d,]+ a second, out [\d,]+ a second\./v);
		await terminal.waitFor(/Queue \d+ percent full.*\n\d+ workers?, of 1 to 10\.\nLedger: .* 0 unaccounted\.\nBottleneck: /v);
		terminal.press('K');
		await terminal.waitFor('Kill worker 1? y/n, default no.');
		terminal.press('n');
		await terminal.waitFor('Question closed.');
		terminal.press('s');
		await terminal.waitFor('Spike times 5 for 10 s');
		t.false(terminal.isAlternate());
		t.true(terminal.isCursorVisible());
		terminal.press('!', 'q');
		await terminal.waitFor('Pipeline draining', 20_000);
		await terminal.waitFor('goodbye', 20_000);
		t.false(['\u001B[', '─', '│', '█', '●'].some(drawn => terminal.written().includes(drawn)));
		t.is(terminal.written().split('Spike times').length, 2);
	});
}

test.serial('for a screen reader every place of the screen has words', async t => {
	const terminal = open(t, {look: {isForScreenReader: true}, rows: 100, columns: 120});
	await terminal.waitFor('Pipeline running');
	terminal.press('?');
	await terminal.waitFor('Key s: inject a spike; e sets spikeFactor and spikeLength.');
	terminal.press('escape');
	await terminal.waitFor('Back to the overview.');
	terminal.press('e', 'down');
	await terminal.waitFor('Setting spikeFactor: ');
	terminal.press('enter', 'x');
	await terminal.waitFor('Setting spikeFactor, typed: x.');
	terminal.press('enter');
	await terminal.waitFor('Not done: spikeFactor: expected a factor');
	terminal.press('escape');
	await terminal.waitFor(/Not done[\s\S]*Setting spikeFactor: /v);
	terminal.press('escape');
	await terminal.waitFor(/(?:Back to the overview\.[\s\S]*){2}/v);
	terminal.press('enter');
	await terminal.waitFor('Detail of worker 1: tab goes to the next machine');
	terminal.press('escape');
	await terminal.waitFor(/(?:Back to the overview\.[\s\S]*){3}/v);
	terminal.press('left');
	await terminal.waitFor(/Frozen, .* ago: in [\d,]+ a second/v);
	terminal.press('space', 'j');
	t.notRegex(await terminal.waitFor(/Worker 2: .* records held/v), /[─│█●▸]/v);
});
