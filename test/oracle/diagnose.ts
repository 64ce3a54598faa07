import process from 'node:process';
import {parseArgs} from 'node:util';
import {measure} from './measure.js';
import {observeRun} from './observe-run.js';
import {scenarios} from './scenarios/scenarios.js';
import {adviceTable, tableOf, type Row} from './table.js';
import {twinsOf, type Twin} from './twins.js';

/** Prints how often the diagnosis is right, and what comes of its advice: `npm run diagnose -- --seeds 20 --first 1`. */
const {values} = parseArgs({options: {seeds: {type: 'string', default: '20'}, first: {type: 'string', default: '1'}}});
const first = Number(values.first);
const rows: Row[] = [];
const twins: Twin[] = [];
for (const scenario of scenarios) {
	const measures = [];
	for (let seed = first; seed < first + Number(values.seeds); seed++) {
		const moments = await observeRun(scenario, seed);
		measures.push(measure(moments));
		twins.push(...await twinsOf(scenario, seed, moments));
	}

	rows.push({name: scenario.name, measures});
	process.stderr.write('.');
}

process.stderr.write('\n');
console.log(`${tableOf(rows)}\n\n${adviceTable(twins)}`);
