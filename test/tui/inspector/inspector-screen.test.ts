import process from 'node:process';
import os from 'node:os';
import test from 'ava';
import {openTestTerminal} from '../../helpers/terminal.js';

const program = new URL('../../../program/cli.js', import.meta.url).pathname;

for (const [columns, rows] of [[80, 24], [120, 40]] as const) {
	test.serial(`the real program's machines can be watched at ${columns}×${rows}`, async t => {
		const terminal = openTestTerminal({
			command: process.execPath, arguments: [program], columns, rows, cwd: os.tmpdir(),
		});
		t.teardown(terminal.close);
		await terminal.waitFor(text => text.includes('keeping up') && text.includes('▸ 1'));
		terminal.press('enter');
		await terminal.waitFor(/Worker 1[\s\S]*● flushing[\s\S]*● working/v);
		const visible = await terminal.waitFor(/\d\d:\d\d:\d\d\S* \S+ .*flush\.completed/v);
		const lines = visible.split('\n');
		t.is(lines.length, rows);
		t.true(lines.slice(1, -1).every(line => line.length === columns));
		t.is(visible.includes('Latency, end to end'), columns === 120);
		terminal.press('p');
		await terminal.waitFor('● paused');
		terminal.press('p', 'tab');
		await terminal.waitFor(/Producer[\s\S]*● producing: all of/v);
		terminal.press('tab');
		await terminal.waitFor(/Scaler[\s\S]*● (?:watching|coolingDown)[\s\S]*after observation/v);
		terminal.press('tab');
		await terminal.waitFor(/Pipeline[\s\S]*● running/v);
		terminal.press('escape');
		await terminal.waitFor('Rate /s');
		t.true(terminal.text().includes('Events'));
		terminal.press('q', 'q');
		await terminal.exited;
	});
}
