import process from 'node:process';
import {parseArgs} from 'node:util';
import {eventLine, metricsLine} from '../../source/plain/lines.js';
import {ledgerSentence} from '../../source/plain/ledger-sentence.js';
import {runSeed} from './random-run.js';

/** Shows the random run of a seed step by step: `npm run replay -- --seed 42`. */
const {values: {seed}} = parseArgs({options: {seed: {type: 'string', default: '1'}}});

try {
	const {plan, report} = await runSeed(Number(seed), snapshot => {
		const time = `${(snapshot.elapsed / 1000).toFixed(3)} s`.padStart(10);
		for (const event of snapshot.events) {
			console.log(`${time}  ${eventLine(event)}`);
		}

		const states = snapshot.workers.map(({id, state, held}) => `${id} ${state} ${held}`).join(', ');
		console.log(`${time}  ${snapshot.state}: ${metricsLine(snapshot)} | ${snapshot.producer.state} ${snapshot.producer.pressure} | ${states}`);
	});
	console.log(ledgerSentence(report, 'the recorder'));
	console.log(JSON.stringify(plan, undefined, '\t'));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
