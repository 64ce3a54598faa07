import os from 'node:os';
import process from 'node:process';
import {cli} from '../helpers/program.js';
import {openTestTerminal} from '../helpers/terminal.js';
import {createProbe} from './process-figures.js';
import {judge, type Finding} from './verdict.js';
import {ledgerFinding, warmUpOf, watchRun} from './watch-run.js';

/** Ten frames a second are drawn; a busy machine may take one of them. */
const leastFrames = 9;

/** Samples from one spike to the next. */
const spikeEvery = 9;

/** Holds the real program in a terminal of 120 by 40, at its defaults, with a spike now and then. */
export async function soakScreen(seconds: number): Promise<readonly Finding[]> {
	const probe = createProbe();
	const terminal = openTestTerminal({
		command: process.execPath, arguments: [...probe.arguments, cli], columns: 120, rows: 40, cwd: os.tmpdir(), env: [probe.env],
	});
	try {
		await terminal.waitFor('● running', 20_000);
		let looks = 0;
		const samples = await watchRun(seconds, 'frames', () => {
			if (++looks % spikeEvery === 3) {
				terminal.press('s');
			}

			return {...probe.look(terminal.pid), count: terminal.written().split('\u001B[?2026h').length};
		});
		terminal.press('!', 'q');
		const {code} = await terminal.exited;
		const text = terminal.text().replaceAll('\n', ' ');
		return [
			...judge(samples, {unit: 'frames', leastRate: leastFrames, warmUp: warmUpOf(seconds)}),
			ledgerFinding(text.slice(text.indexOf('Ledger: ')).trim(), code),
		];
	} finally {
		await terminal.close();
		probe.close();
	}
}
