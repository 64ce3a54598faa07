import test from 'ava';
import {leave, openLine, openSession} from '../helpers/session.js';

const terminals = [
	['TERM=dumb', [['TERM', 'dumb']], 'TERM is dumb'],
	['TERM=unknown', [['TERM', 'unknown']], 'TERM is unknown'],
	['CI', [['CI', 'true']], 'CI is set'],
] as const;

for (const [title, env, why] of terminals) {
	test.serial(`${title} gets lines, and a word why`, async t => {
		const terminal = openSession(t, ['--rate', '200', '--sink-latency', '10ms'], {env, columns: 120});
		await terminal.see(`millrace: lines in place of the screen: ${why}`);
		await terminal.see('METRICS');
		t.false(terminal.written().includes('\u001B['), 'nothing but text is written');
		terminal.press('ctrl-c');
		await leave(t, terminal, 0);
	});
}

for (const how of ['unset TERM', 'TERM=']) {
	test.serial(`without TERM there are lines, and a word why: ${how}`, async t => {
		const terminal = openLine(t, `${how}; millrace --rate 200 --sink-latency 10ms --duration 2s`, {columns: 120});
		await terminal.see('millrace: lines in place of the screen: TERM is not set');
		await leave(t, terminal, 0);
		t.false(terminal.written().includes('\u001B['));
	});
}

test.serial('a terminal without a size gets lines, and a word why', async t => {
	const terminal = openLine(t, 'stty rows 0 cols 0; millrace --rate 200 --sink-latency 10ms --duration 2s', {columns: 120});
	await terminal.see('millrace: lines in place of the screen: the terminal says no size');
	await leave(t, terminal, 0);
});

const unexplained = [
	['--plain', ['--plain'], [['TERM', 'dumb']]],
	['--screen-reader', ['--screen-reader'], [['TERM', 'dumb'], ['CI', 'true']]],
	['CI=false', [], [['CI', 'false']]],
	['what a developer sets', [], [['DEV', 'true'], ['NODE_ENV', 'development'], ['DEBUG', '*']]],
] as const;

for (const [title, words, env] of unexplained) {
	test.serial(`with ${title} nothing is explained`, async t => {
		const terminal = openSession(t, ['--rate', '200', '--sink-latency', '10ms', '--duration', '2s', ...words], {env, columns: 120});
		const {code} = await terminal.exited;
		t.is(code, 0, `it said: ${terminal.text()}`);
		t.false(terminal.written().includes('in place of the screen'));
		t.is(terminal.written().includes('\u001B[?1049h'), words.length === 0);
	});
}
