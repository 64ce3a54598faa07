import process from 'node:process';
import {parseArgs} from 'node:util';
import {soakEngine} from './engine-soak.js';
import {soakScreen} from './screen-soak.js';

/** Whether a long run stays as it is: `npm run soak`, `npm run soak -- --minutes 1`, `npm run soak -- --engine`. */
const {values: {minutes, engine}} = parseArgs({
	options: {minutes: {type: 'string', default: '10'}, engine: {type: 'boolean', default: false}},
});
const seconds = Number(minutes) * 60;
if (!(seconds >= 60)) {
	throw new RangeError(`--minutes ${minutes}: expected 1 or more`);
}

const findings = await (engine ? soakEngine(seconds) : soakScreen(seconds));
for (const {text, isFine} of findings) {
	console.log(`${isFine ? 'fine' : 'BAD '}  ${text}`);
}

process.exitCode = findings.every(({isFine}) => isFine) ? 0 : 1;
