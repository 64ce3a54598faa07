import fs from 'node:fs';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {startProgram} from '../../helpers/program.js';
import {countArrivals, judge, type Finding} from '../arrivals.js';
import {kept, lettersIn, type Fault} from '../fault.js';
import {readReportIn} from '../read-report.js';

const unstarted: Finding = {
	accepted: 0, missing: 0, corrupted: 0, uncountedTwice: 0, resent: 0, undelivered: 0, complaints: [],
};

/** One to four signals at any moment of a run, its start and its end included. */
export const signals: Fault = {
	name: 'signals at any moment',
	weight: 40,
	async run(dice, place, seed) {
		const program = startProgram(place, ['--rate', '20k', '--duration', '1s', '--sink', 'file:out.log', '--seed', String(seed), ...kept]);
		const times = dice.whole(1, 3);
		for (let signal = 0; signal < times; signal++) {
			await sleep(dice.pick(dice.whole(0, 5), dice.whole(0, 600), dice.whole(0, 1200)));
			program.kill(dice.pick('SIGINT', 'SIGTERM'));
		}

		const {code, signal, stderr, lastLine} = await program.ended;
		if (signal !== undefined && stderr === '') {
			// Node itself was still starting.
			return unstarted;
		}

		const report = readReportIn(program.folder);
		const file = path.join(program.folder, 'out.log');
		const arrived = countArrivals(fs.existsSync(file) ? fs.readFileSync(file) : new Uint8Array(0));
		const finding = report === undefined ? unstarted : judge(report, code, arrived, lettersIn(program.folder));
		const complaints = [
			...finding.complaints,
			...(signal === undefined ? [] : [`ended by ${signal}`]),
			...(lastLine.startsWith('Ledger:') ? [] : [`its last word was ${JSON.stringify(lastLine)}`]),
		];
		return {...finding, complaints};
	},
};
