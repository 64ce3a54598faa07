import fs from 'node:fs';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {ownPath} from '../../helpers/folder.js';
import {unusedPort} from '../../helpers/http-receiver.js';
import {readReport, startProgram} from '../../helpers/program.js';
import {countArrivals, judge} from '../arrivals.js';
import {kept, type Fault} from '../fault.js';

/** Two Millraces, one after the other, of which the second is restarted by SIGTERM. */
export const tcpRestarts: Fault = {
	name: 'Millrace behind Millrace, restarted by SIGTERM',
	weight: 15,
	async run(dice, place, seed) {
		const port = await unusedPort();
		const folder = ownPath(place, '');
		const receive = () => startProgram(place, ['--plain', '--source', `tcp://127.0.0.1:${port}`, '--sink', 'file:out.log'], {folder});
		let receiver = receive();
		await receiver.said('Running');
		const sender = startProgram(place, ['--rate', '5k', '--sink', `tcp://127.0.0.1:${port}`, '--seed', String(seed), ...kept]);
		for (let restart = 0; restart < 3; restart++) {
			await sleep(dice.whole(200, 700));
			receiver.kill('SIGTERM');
			await receiver.ended;
			receiver = receive();
			await receiver.said('Running');
		}

		await sleep(dice.whole(200, 700));
		sender.kill('SIGTERM');
		const {code} = await sender.ended;
		receiver.kill('SIGTERM');
		await receiver.ended;
		return judge(readReport(sender.folder), code, countArrivals(fs.readFileSync(path.join(folder, 'out.log'))));
	},
};
