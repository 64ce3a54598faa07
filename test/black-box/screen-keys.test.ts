import test from 'ava';
import {recordsIn} from '../helpers/program.js';
import {leave, openSession} from '../helpers/session.js';

/** How many workers the screen shows. */
function workersIn(text: string): number {
	return Number(/Workers (\d+) of/v.exec(text)?.[1]);
}

/** The share of the queue that is filled, in per cent. */
function usageIn(text: string): number {
	return Number(/queue +(\d+) %/v.exec(text)?.[1]);
}

for (const [columns, rows] of [[80, 24], [120, 40]] as const) {
	test.serial(`at ${columns}×${rows} the story is told by itself: the queue fills, the pressure rises, the scaler climbs`, async t => {
		const terminal = openSession(t, [], {columns, rows});
		await terminal.see('● running');
		t.true(terminal.isAlternate());
		await terminal.see('synthetic to simulated');
		await terminal.see(text => usageIn(text) > 10 && workersIn(text) < 3);
		await terminal.see(/pressure +◔ light|pressure +◑ moderate|pressure +◕ heavy/v);
		await terminal.see('1 → 2 workers');
		await terminal.see(text => workersIn(text) >= 3);
		t.true(terminal.text().includes('unaccounted 0'));
		terminal.press('q');
		await terminal.see('draining');
		await terminal.see(/\d+ records left/v);
		const ledger = await leave(t, terminal, 0);
		t.is(recordsIn(ledger, 'delivered'), recordsIn(ledger, 'accepted'));
	});
}

test.serial('a spike moves rate, pressure and workers, and they recover', async t => {
	const terminal = openSession(t, ['--rate', '300', '--min-workers', '2', '--sink-latency', '300ms', '--queue-size', '600', '--spike-length', '2s', '--scale-interval', '300ms']);
	await terminal.see(/300\/s of +300|\d+\/s of +300/v);
	await terminal.see(/○ free/v);
	terminal.press('s');
	await terminal.see('✓ spike ×5 for 2 s');
	await terminal.see(/of +1\.50k/v);
	await terminal.see(/pressure +(?:◔ light|◑ moderate|◕ heavy|● blocked)/v);
	await terminal.see(text => workersIn(text) > 2);
	await terminal.see(text => /of +300 /v.test(text) && text.includes('○ free'));
	await terminal.see(text => workersIn(text) === 2);
	terminal.press('q');
	await leave(t, terminal, 0);
});

test.serial('the rate goes up and down with + and -, and the producer pauses and goes on with P', async t => {
	const terminal = openSession(t, ['--rate', '200', '--sink-latency', '10ms']);
	await terminal.see(/\/s of +200/v);
	terminal.press('+');
	await terminal.see(/\/s of +220/v);
	terminal.press('-', '-');
	await terminal.see(/\/s of +182/v);
	terminal.press('P');
	await terminal.see('‖ paused');
	await terminal.see(text => usageIn(text) === 0 && /in +0\/s/v.test(text));
	terminal.press('P');
	await terminal.see(text => /\/s of +182/v.test(text) && !/in +0\/s/v.test(text));
	terminal.press('q');
	await leave(t, terminal, 0);
});

test.serial('a worker is paused and goes on, is killed when asked twice, and nothing is lost', async t => {
	const terminal = openSession(t, ['--rate', '300', '--min-workers', '2', '--max-workers', '3']);
	await terminal.see(/▸ 1 .*\n.* 2 /v);
	terminal.press('j', 'p');
	await terminal.see(/▸ 2 +‖ paused/v);
	terminal.press('p');
	await terminal.see(/▸ 2 +(?!‖)\S \w+/v);
	terminal.press('K');
	await terminal.see('▸ Cancel ◂');
	terminal.press('enter');
	await terminal.see(text => !text.includes('Kill worker') && text.includes('▸ 2 '));
	terminal.press('K');
	await terminal.see('Kill worker 2?');
	terminal.press('right', 'enter');
	await terminal.see('worker 2 killed');
	// The minimum is two: another takes its place.
	await terminal.see(text => workersIn(text) >= 2 && !/▸? 2 +\S (?:idle|filling|flushing)/v.test(text));
	terminal.press('q');
	const ledger = await leave(t, terminal, 0);
	t.is(recordsIn(ledger, 'delivered'), recordsIn(ledger, 'accepted'));
});

test.serial('the sink slows, breaks and mends', async t => {
	const terminal = openSession(t, ['--rate', '100', '--sink-latency', '50ms', '--backoff-base', '1ms', '--backoff-cap', '50ms']);
	await terminal.see('● ok');
	terminal.press('w');
	await terminal.see('▲ fault: slow ×2');
	terminal.press('w', 'b');
	await terminal.see('▲ 10 % of batches fail');
	terminal.press('b');
	await terminal.see('▲ 50 % of batches fail');
	terminal.press('b');
	await terminal.see('▲ 100 % of batches fail');
	terminal.press('b');
	await terminal.see('▲ no batch is answered');
	terminal.press('!');
	await terminal.see('all faults undone');
	await terminal.see('● ok');
	terminal.press('q');
	const ledger = await leave(t, terminal, 0);
	t.is(recordsIn(ledger, 'delivered'), recordsIn(ledger, 'accepted'));
});

test.serial('help is shown over the run, a frozen screen stands still, and both go away', async t => {
	const terminal = openSession(t, ['--rate', '200', '--sink-latency', '10ms']);
	await terminal.see('● running');
	terminal.press('?');
	await terminal.see('kill the selected worker (asks)');
	terminal.press('escape');
	await terminal.see(text => !text.includes('kill the selected worker (asks)'));
	terminal.press('space');
	const frozen = /\d\d:\d\d:\d\d/v.exec(await terminal.see('‖ PAST, '))?.[0] ?? '';
	terminal.press('+');
	const later = await terminal.see('this is the past: space is live again, then + acts');
	t.true(later.includes(frozen));
	terminal.press('space');
	await terminal.see('● running');
	terminal.press('+');
	await terminal.see(text => /\/s of +220/v.test(text) && !text.includes(frozen));
	terminal.press('q');
	await leave(t, terminal, 0);
});

test.serial('the screen follows the size of the terminal, and says when it is too small', async t => {
	const terminal = openSession(t, ['--rate', '200', '--sink-latency', '10ms']);
	await terminal.see('● running');
	terminal.resize(120, 40);
	await terminal.see(text => text.split('\n').length === 40 && text.includes('╭─ Ledger'));
	terminal.resize(52, 12);
	await terminal.see('terminal too small: 52×12, needs 60×16');
	terminal.resize(80, 24);
	await terminal.see(text => text.split('\n').length === 24 && text.includes('● running') && text.includes('q drain & quit'));
	terminal.press('q');
	await leave(t, terminal, 0);
});

test.serial('D asks before it drains', async t => {
	const terminal = openSession(t, ['--rate', '200', '--sink-latency', '10ms']);
	await terminal.see('● running');
	terminal.press('D');
	await terminal.see('Drain and leave?');
	terminal.press('escape');
	await terminal.see(text => !text.includes('Drain and leave?'));
	terminal.press('D', 'tab', 'enter');
	await leave(t, terminal, 0);
});
