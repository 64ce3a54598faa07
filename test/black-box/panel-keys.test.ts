import {setTimeout as delay} from 'node:timers/promises';
import test from 'ava';
import {leave, openSession} from '../helpers/session.js';

/** The ids of the workers from the top, the selected one with its mark. */
function workersIn(text: string): readonly string[] {
	return [...text.matchAll(/^│ (?<row>[▸ ] \d+) +\S \w+/gmv)].map(({groups}) => groups?.row?.trim() ?? '');
}

/** The message of the event at the top of the events panel. */
function firstEventIn(text: string): string | undefined {
	return /─ (?:▸ )?Events .*\n│ (?<line>[^│]*)/v.exec(text)?.groups?.line?.trim();
}

const threeWorkers = ['--rate', '100', '--min-workers', '3', '--max-workers', '3', '--sink-latency', '50ms'];

for (const [columns, rows] of [[80, 24], [120, 40], [200, 60]] as const) {
	test.serial(`at ${columns}×${rows} digits sort the workers, r reverses, no column moves, and the selected one stays`, async t => {
		const terminal = openSession(t, threeWorkers, {columns, rows});
		const before = await terminal.see(text => workersIn(text).length === 3 && /worker↑ +state/v.test(text));
		t.deepEqual(workersIn(before), ['▸ 1', '2', '3']);
		terminal.press('j', 'r');
		const reversed = await terminal.see(/worker↓ +state/v);
		t.deepEqual(workersIn(reversed), ['3', '▸ 2', '1']);
		terminal.press('8');
		const byFailed = await terminal.see('failed↓');
		t.deepEqual(workersIn(byFailed), ['1', '▸ 2', '3']);
		const headingOf = (text: string) => text.split('\n').find(line => /worker[↑↓ ] +state/v.test(line))?.replaceAll(/[↑↓]/gv, ' ');
		t.is(headingOf(byFailed), headingOf(before));
		terminal.press('q');
		await leave(t, terminal, 0);
	});
}

test.serial('a filter is typed, holds at once, is kept or cleared, and its panel says so', async t => {
	const terminal = openSession(t, threeWorkers);
	await terminal.see(text => workersIn(text).length === 3);
	terminal.press('/');
	await terminal.see('/ filter workers: ▏  enter keeps, esc clears');
	terminal.type('2');
	await terminal.see(text => text.includes('▸ Workers 1 of 3 · /2') && workersIn(text).join(' ') === '▸ 2');
	terminal.type('q');
	await terminal.see('no worker matches /2q: esc shows all');
	terminal.press('ctrl-u');
	terminal.type('3\r');
	await terminal.see(text => text.includes('Workers 1 of 3 · /3') && text.includes('? help'));
	terminal.press('p');
	await terminal.see(/▸ 3 +‖ paused/v);
	terminal.press('escape');
	await terminal.see(text => text.includes('Workers 3 of 3–3') && workersIn(text).includes('▸ 3'));
	terminal.type('/');
	await delay(300);
	terminal.type('wait');
	await terminal.see('/wait');
	terminal.press('ctrl-c');
	await leave(t, terminal, 0);
});

test.serial('events scroll back, stand still while more happens, are filtered, and are shown in full', async t => {
	const terminal = openSession(t, threeWorkers);
	await terminal.see('● running');
	terminal.type('++++++');
	await terminal.see(text => /you .*rate/v.test(firstEventIn(text) ?? ''));
	terminal.type('------');
	await terminal.see(text => /you .*rate (?:99|100|101)\/s/v.test(firstEventIn(text) ?? ''));
	terminal.press('tab');
	await terminal.see(/▸ Events ─+ 1–4 of \d+ ↑↓/v);
	terminal.press('down', 'down');
	const read = firstEventIn(await terminal.see(/3–6 of \d+ ↑↓/v));
	terminal.press('P');
	t.is(firstEventIn(await terminal.see(/4–7 of \d+ ↑↓/v)), read);
	terminal.press('enter');
	await terminal.see(text => text.includes('· info') && text.includes('esc back') && !text.includes('Workers'));
	terminal.type('/');
	await delay(300);
	terminal.type('paused');
	await terminal.see('/paused');
	await delay(150);
	terminal.press('enter');
	await terminal.see(/▸ Events 1 of \d+ · \/paused/v);
	terminal.press('escape');
	await terminal.see(text => text.includes('▸ Events ─'));
	terminal.press('escape');
	await terminal.see(text => text.includes('▸ Events') && text.includes('Workers'));
	terminal.press('escape');
	await terminal.see('▸ Workers');
	terminal.press('q');
	await leave(t, terminal, 0);
});

test.serial('at 80×24 the ledger stands in place of the events, and it and the flow are shown in full', async t => {
	const terminal = openSession(t, threeWorkers);
	await terminal.see('● running');
	terminal.press('tab', 'tab', 'tab');
	const ledger = await terminal.see('▸ Ledger');
	for (const word of ['accepted', '− delivered', '− dead letters', '− dropped', '− queued', '− in batches', '− in flight', '= unaccounted']) {
		t.true(ledger.includes(word), `${word} is missing`);
	}

	t.false(ledger.includes('Events'));
	terminal.press('enter');
	await terminal.see(text => text.includes('balanced') && !text.includes('Workers'));
	terminal.press('tab', 'tab');
	const flow = await terminal.see('▸ Flow');
	for (const word of ['scaler', 'end to end', 'batches', 'timed out']) {
		t.true(flow.includes(word), `${word} is missing`);
	}

	terminal.press('escape');
	await terminal.see(text => text.includes('▸ Flow') && text.includes('Workers') && text.includes('Events'));
	terminal.press('q');
	await leave(t, terminal, 0);
});

test.serial('the panel in focus stands out by its border and by a mark', async t => {
	const terminal = openSession(t, threeWorkers, {columns: 120, rows: 40});
	const text = await terminal.see('▸ Workers');
	const row = text.split('\n').findIndex(line => line.includes('▸ Workers'));
	t.is(terminal.cell(row, 0).foreground, '#56b4e9');
	terminal.press('tab');
	await terminal.see('▸ Events');
	t.is(terminal.cell(row, 0).foreground, '#4b5563');
	terminal.press('q');
	await leave(t, terminal, 0);
});
