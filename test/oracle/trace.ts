import process from 'node:process';
import {parseArgs} from 'node:util';
import {isRight} from './measure.js';
import {observeRun} from './observe-run.js';
import {scenarios} from './scenarios/scenarios.js';

/** Shows a scenario, a line for each change of truth or verdict: `node dist/test/oracle/trace.js --scenario 'receiver hangs' --seed 3`. */
const {values: {scenario: name, seed}} = parseArgs({options: {scenario: {type: 'string', default: ''}, seed: {type: 'string', default: '1'}}});
const scenario = scenarios.find(scenario => scenario.name === name);
if (scenario === undefined) {
	console.error(`no scenario ${name}: there are\n${scenarios.map(({name}) => `  ${name}`).join('\n')}`);
	process.exitCode = 2;
} else {
	let last = '';
	for (const moment of await observeRun(scenario, Number(seed))) {
		const {at, verdict: {limit, evidence, advice}, truth, snapshot: {queue, workers, rates}} = moment;
		const now = `${limit} ${truth.join(' ')}`;
		if (now !== last) {
			last = now;
			console.log(`${(at / 1000).toFixed(1).padStart(6)} ${isRight(moment) || limit === 'settling' ? ' ' : '✕'} ${limit.padEnd(11)} truth ${truth.join('|').padEnd(20)} queue ${Math.round(queue.usage * 100)} % workers ${workers.length} in ${Math.round(rates.produced)} out ${Math.round(rates.processed)} | ${evidence.join(' | ')}${advice === undefined ? '' : ` → ${advice.text}`}`);
		}
	}
}
