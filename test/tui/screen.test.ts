import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {openTestTerminal, type TestTerminal, type TerminalOptions} from '../helpers/terminal.js';
import type {WarmSession} from '../helpers/warm-session.js';

const program = new URL('../helpers/warm-session.js', import.meta.url).pathname;

function open(t: ExecutionContext, engine: WarmSession = {}, terminal: Partial<TerminalOptions> = {}): TestTerminal {
	const opened = openTestTerminal({command: process.execPath, arguments: [program, JSON.stringify(engine)], ...terminal});
	t.teardown(opened.close);
	return opened;
}

/** Leaves with `q` and returns what the engine was told. */
async function leave(terminal: TestTerminal): Promise<string> {
	await terminal.waitFor('goodbye', 20_000);
	await terminal.exited;
	return terminal.text();
}

/** The evidence for the bottleneck and the advice stand in no panel. */
function isVerdict(line: string): boolean {
	return /^(?: [▲●○◌‖→✕◐▽] | {3}\S|$)/v.test(line);
}

function assertRestored(t: ExecutionContext, terminal: TestTerminal): void {
	t.false(terminal.isAlternate());
	t.true(terminal.isCursorVisible());
	t.true(terminal.emulator.modes.wraparoundMode);
	t.false(terminal.emulator.modes.synchronizedOutputMode);
}

test.serial('the screen opens on the alternate buffer, hides the cursor, and gives both back at the end', async t => {
	const terminal = open(t, {warmUp: 3000});
	await terminal.waitFor('running');
	t.true(terminal.isAlternate());
	t.false(terminal.isCursorVisible());
	terminal.press('q');
	await terminal.waitFor('Draining');
	const told = await leave(terminal);
	t.regex(told, /told: \{"type":"drain","reason":"key"\}\ngoodbye/v);
	t.deepEqual(await terminal.exited, {code: 0, signal: 0});
	assertRestored(t, terminal);
});

for (const [columns, rows] of [[60, 16], [80, 24], [101, 30], [120, 40], [300, 100]] as const) {
	test.serial(`at ${columns}×${rows} every row is as wide as the screen, and nothing is missing`, async t => {
		const terminal = open(t, {warmUp: 42_000, settings: {maxWorkers: 40}, script: [[20_000, {type: 'spike.start'}]]}, {columns, rows});
		await terminal.waitFor('unaccounted 0');
		const lines = terminal.text().split('\n');
		t.is(lines.length, rows);
		for (const word of ['Rate /s', 'Flow', 'Workers', 'Events', 'unaccounted 0', '? help', 'q drain & quit']) {
			t.true(terminal.text().includes(word), `${word} is missing`);
		}

		for (const line of lines.slice(1, -1).filter(line => !isVerdict(line))) {
			t.is(line.length, columns);
			t.regex(line, /[│╮╯]$/v);
		}
	});
}

test.serial('a spike is answered at once, told to the engine, marked on the chart and shown while it lasts', async t => {
	const terminal = open(t, {warmUp: 10_000});
	await terminal.waitFor('running');
	terminal.press('s');
	await terminal.waitFor('✓ spike ×5 for 10 s');
	await terminal.waitFor('▲ spike ×5 10 s');
	await terminal.waitFor(/\^spike|spike\^/v);
	terminal.press('!', 'q');
	const told = await leave(terminal);
	t.true(told.replaceAll('\n', '').includes('told: {"type":"spike.start","factor":5,"length":10000} {"type":"faults.clear"} {"type":"drain"'));
});

test.serial('text that is pasted does nothing but say so', async t => {
	const terminal = open(t, {warmUp: 2000});
	await terminal.waitFor('running');
	t.true(terminal.emulator.modes.bracketedPasteMode);
	terminal.type('\u001B[200~qqs\u001B[A q\u001B[201~');
	await terminal.waitFor('pasted text is not taken for keys');
	terminal.press('+', 'q');
	const told = await leave(terminal);
	t.true(told.includes('told: {"type":"rate.scale","factor":1.1} {"type":"drain"'));
	t.false(terminal.emulator.modes.bracketedPasteMode);
});

test.serial('keys that arrive at once are all obeyed', async t => {
	const terminal = open(t, {warmUp: 2000});
	await terminal.waitFor('running');
	terminal.type('++w');
	await terminal.waitFor('fault: slow ×2;');
	terminal.type('w');
	await terminal.waitFor('fault: slow ×5;');
	terminal.press('!', 'q');
	const told = await leave(terminal);
	t.is(told.match(/rate\.scale/gv)?.length, 2);
	t.true(told.replaceAll('\n', '').includes('{"kind":"slow","factor":2}} {"type":"fault.set","fault":{"kind":"slow","factor":5}}'));
});

test.serial('a kill asks first, Cancel is chosen, and the target stays the one that was aimed at', async t => {
	const terminal = open(t, {warmUp: 30_000});
	await terminal.waitFor('running');
	terminal.press('j', 'K');
	await terminal.waitFor('Kill worker 2?');
	await terminal.waitFor('▸ Cancel ◂');
	terminal.press('enter');
	await terminal.waitFor(text => !text.includes('Kill worker'));
	terminal.press('K', 'right', 'enter');
	await terminal.waitFor('✓ worker 2 killed');
	terminal.press('q');
	const told = await leave(terminal);
	t.is(told.match(/\{"type":"worker\.kill","id":2\}/gv)?.length, 1);
});

test.serial('the selected worker stands out by shape and by colour', async t => {
	const terminal = open(t, {warmUp: 6000});
	await terminal.waitFor('▸ 1');
	terminal.press('down');
	await terminal.waitFor('▸ 2');
	const row = terminal.text().split('\n').findIndex(line => line.includes('▸ 2'));
	t.is(terminal.cell(row, 30).background, '#1f3345');
	t.is(terminal.cell(row - 1, 30).background, undefined);
});

test.serial('without colours nothing is coloured and the same is said', async t => {
	const terminal = open(t, {warmUp: 6000}, {env: [['NO_COLOR', '1']]});
	await terminal.waitFor('▸ 1');
	t.true(terminal.text().includes('● running'));
	terminal.press('e');
	await terminal.waitFor('▸ rate');
	terminal.press('escape');
	await terminal.waitFor('▸ 1');
	terminal.press('K');
	await terminal.waitFor('▸ Cancel ◂');
	t.notRegex(terminal.written().replaceAll('\u001B', '^'), /\^\[(?!0?m)[\d;]+m/v);
});

test.serial('keys without a meaning say why', async t => {
	const terminal = open(t, {
		warmUp: 2000, source: {name: 'stdin'}, sink: {name: 'file:out.log'}, allowsFaults: false,
	}, {columns: 120});
	await terminal.waitFor('running');
	terminal.press('s');
	await terminal.waitFor('no spike: no generator, the source is stdin');
	terminal.press('w');
	await terminal.waitFor('no faults: file:out.log is a real sink (start with --faults)');
	terminal.press('K');
	await terminal.waitFor('no kill: file:out.log is a real sink');
	terminal.press('x');
	await terminal.waitFor('x does nothing here: ? shows the keys');
	terminal.press('ctrl-c');
	const told = await leave(terminal);
	t.true(told.includes('told: {"type":"drain","reason":"key"}'));
});

test.serial('a frozen screen stands still while the pipeline goes on, and comes back', async t => {
	const terminal = open(t, {warmUp: 3000});
	await terminal.waitFor('running');
	terminal.press('space');
	const frozen = /\d\d:\d\d:\d\d/v.exec(await terminal.waitFor('‖ PAST, '))?.[0];
	terminal.press('+');
	const later = await terminal.waitFor('▲ this is the past: space is live again, then + acts');
	t.true(later.includes(String(frozen)));
	terminal.press('escape');
	await terminal.waitFor(text => text.includes('running') && !text.includes(String(frozen)));
	terminal.press('+');
	const live = await terminal.waitFor('you');
	t.true(live.includes('rate 1,100/s'));
});

test.serial('a frozen screen looks back, a line down the chart and its figures say at what, and collection goes on', async t => {
	const terminal = open(t, {warmUp: 100_000, script: [[80_000, {type: 'producer.pause'}], [90_000, {type: 'producer.resume'}]]});
	await terminal.waitFor('Rate /s · 1 min');
	terminal.press(']');
	await terminal.waitFor(/Rate \/s · [^─]* of 5 min/v);
	terminal.press('[', 'left', 'left', 'left', 'left');
	const back = await terminal.waitFor(/PAST, 1\d s ago/v);
	t.regex(back, /in .*\/s +out .*\/s +queue .* % ×\d/v);
	t.regex(back, /│ +-\d+ (?:s|min).*▲/v);
	const age = /PAST, (?<age>\d+ s)/v.exec(back)?.groups?.age ?? '';
	await terminal.waitFor(text => text.includes('PAST') && !text.includes(`PAST, ${age}`));
	terminal.press('right');
	await terminal.waitFor(/PAST, \d s ago/v);
	terminal.press('space');
	await terminal.waitFor('● running');
	terminal.press('right');
	await terminal.waitFor('this is live: ← looks back');
});

test.serial('help comes from the key table and closes again', async t => {
	const terminal = open(t, {warmUp: 1000});
	await terminal.waitFor('running');
	terminal.press('?');
	await terminal.waitFor('kill the selected worker (asks)');
	terminal.press('escape');
	await terminal.waitFor('Flow');
	t.false(terminal.text().includes('kill the selected worker'));
});

for (const [columns, rows] of [[60, 16], [80, 24], [120, 40]] as const) {
	test.serial(`at ${columns}×${rows} settings are stepped, typed, refused with their reason, and told to the engine`, async t => {
		const terminal = open(t, {warmUp: 2000}, {columns, rows});
		await terminal.waitFor('running');
		terminal.press('e');
		await terminal.waitFor('▸ rate');
		terminal.press('right', 'right');
		await terminal.waitFor('◂ 1210 ▸');
		terminal.press(...'jjjjj');
		await terminal.waitFor('▸ batchSize');
		terminal.press('right');
		await terminal.waitFor('◂ 70 ▸');
		terminal.press('enter');
		await terminal.waitFor('▏');
		terminal.type('5k\r');
		await terminal.waitFor('✕ batchSize 5k is more than queueSize 1500');
		terminal.type('\u007F\u007F0\r');
		await terminal.waitFor(/✕ batchSize: expected a whole number from 1 to 1M, got[\s│]*"0"/v);
		t.true(terminal.text().split('\n').slice(1, -1).every(line => line.length === columns));
		terminal.press('escape');
		await terminal.waitFor(text => !text.includes('✕'));
		terminal.press('escape');
		await terminal.waitFor('Flow');
		terminal.press('q');
		const lines = await leave(terminal);
		const told = lines.replaceAll('\n', '');
		t.is(told.match(/setting\.set/gv)?.length, 3);
		t.true(told.includes('{"name":"batchSize","value":70}'));
	});
}

test.serial('locked keys say so, and the title shows it', async t => {
	const terminal = open(t, {warmUp: 2000});
	await terminal.waitFor('running');
	terminal.press('L');
	await terminal.waitFor('⊘ locked');
	terminal.press('s');
	await terminal.waitFor('▲ locked: L unlocks');
	terminal.press('e', 'right');
	await terminal.waitFor('✕ locked: L unlocks');
	terminal.press('L', 'right');
	await terminal.waitFor('✓ rate = 1100');
	t.false(terminal.text().includes('⊘ locked'));
	terminal.press('ctrl-c');
	const told = await leave(terminal);
	t.false(told.includes('spike.start'));
});

test.serial('a resize redraws everything; below the least size it says what is needed', async t => {
	const terminal = open(t, {warmUp: 3000});
	await terminal.waitFor('running');
	terminal.resize(52, 12);
	await terminal.waitFor('terminal too small: 52×12, needs 60×16');
	t.false(terminal.text().includes('Workers'));
	terminal.resize(120, 40);
	await terminal.waitFor('Ledger');
	t.is(terminal.text().split('\n').length, 40);
});

test.serial('an abort leaves at once, and the terminal is restored', async t => {
	const terminal = open(t, {warmUp: 42_000, script: [[30_000, {type: 'fault.set', fault: {kind: 'hanging'}}]]});
	await terminal.waitFor('▲ fault set');
	terminal.press('q');
	await terminal.waitFor('aborts in 28 s');
	terminal.press('q');
	const told = await leave(terminal);
	t.is(told.split('{"type":"drain","reason":"key"}').length - 1, 2);
	assertRestored(t, terminal);
});

test.serial('with stdin and stdout piped, keys and screen are on the terminal', async t => {
	const command = `seq 1 3 | ${process.execPath} ${program} '{"warmUp":2000}' | cat >/dev/null; echo over`;
	const terminal = open(t, {}, {command: 'sh', arguments: ['-c', command]});
	await terminal.waitFor('running');
	terminal.press('q');
	await terminal.waitFor('over');
	await terminal.exited;
	assertRestored(t, terminal);
});

test.serial('sequences in text from outside do not reach the terminal', async t => {
	const terminal = open(t, {source: {name: 'stdin', trouble: 'evil \u001B[2J\u001B]0;owned\u0007 \u009B31m text\r\nmore'}, sink: {name: 'file:\u001B[31mred'}}, {columns: 120, rows: 40});
	await terminal.waitFor(/evil .* text more/v);
	await terminal.waitFor('file:red');
	t.false(terminal.written().includes('owned'));
});

test.serial('what the sink fails with can be read in full', async t => {
	const problem = 'connect ECONNREFUSED 127.0.0.1:9000: nothing listens there, trying again';
	const terminal = open(t, {warmUp: 3000, sink: {name: 'tcp://127.0.0.1:9000', problem}}, {columns: 90});
	await terminal.waitFor(`✕ sink: ${problem}`);
	// How far the scaler has got by then is the machine's affair.
	t.regex(terminal.text(), /\d+ → \d+ workers/v);
});

test.serial('Ctrl-Z gives the terminal back, and the shell\'s fg the screen, in the size that the terminal has by then', async t => {
	const terminal = open(t, {}, {command: 'bash', arguments: ['--norc', '-i'], env: [['PS1', '$ ']]});
	await terminal.waitFor('$');
	terminal.type(`${process.execPath} ${program}\r`);
	await terminal.waitFor('running');
	terminal.press('ctrl-z');
	await terminal.waitFor('Stopped');
	assertRestored(t, terminal);
	terminal.resize(120, 40);
	terminal.type('fg\r');
	await terminal.waitFor(text => text.includes('╭─ Ledger') && text.split('\n').length === 40 && text.includes('q drain'));
	t.true(terminal.isAlternate());
	terminal.press('?');
	await terminal.waitFor('show this help');
});
