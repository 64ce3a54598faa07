import fs from 'node:fs';
import path from 'node:path';
import {header, lineOf, type Action} from '../../../source/engine/recording/actions.js';
import type {Dice} from '../../helpers/dice.js';
import {ownPath} from '../../helpers/folder.js';
import {readReport, startProgram} from '../../helpers/program.js';
import {countArrivals, judge} from '../arrivals.js';
import {kept, lettersIn, type Fault} from '../fault.js';

function actionOf(dice: Dice): Action['command'] {
	const id = dice.whole(1, 4);
	return dice.pick<Action['command']>(
		{type: 'worker.kill', id},
		{type: 'worker.pause', id},
		{type: 'worker.resume', id},
		{type: 'spike.start', factor: dice.pick(2, 5), length: 300},
		{type: 'producer.pause'},
		{type: 'producer.resume'},
		{type: 'fault.set', fault: {kind: 'failing', share: dice.pick(0.3, 1)}},
		{type: 'fault.set', fault: {kind: 'hanging'}},
		{type: 'fault.set', fault: {kind: 'slow', factor: 5}},
		{type: 'faults.clear'},
	);
}

/** Workers killed, sinks broken on purpose and rates changed while records go to a real file. */
export const kills: Fault = {
	name: 'kills, pauses and broken sinks',
	weight: 20,
	async run(dice, place, seed) {
		const folder = ownPath(place, '');
		const actions = Array.from({length: 20}, () => ({at: dice.whole(0, 1500), command: actionOf(dice)}));
		const last: Action[] = [{at: 1600, command: {type: 'faults.clear'}}, {at: 1700, command: {type: 'drain', reason: 'key'}}];
		const lines = [...actions.toSorted((a, b) => a.at - b.at), ...last].map(action => lineOf(action));
		fs.writeFileSync(path.join(folder, 'actions.ndjson'), [header, ...lines, ''].join('\n'));
		const program = startProgram(place, [
			'--rate', '20k', '--sink', 'file:out.log', '--faults', '--replay', 'actions.ndjson', '--min-workers', '2', '--max-workers', '4', '--seed', String(seed), ...kept,
		], {folder});
		const {code} = await program.ended;
		return judge(readReport(folder), code, countArrivals(fs.readFileSync(path.join(folder, 'out.log'))), lettersIn(folder));
	},
};
