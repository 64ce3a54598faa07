import process from 'node:process';
import {parseArgs} from 'node:util';
import {tableOf} from '../benchmarks/table.js';
import type {Finding} from './arrivals.js';
import {runFault, type Fault} from './fault.js';
import {faults} from './faults/faults.js';

/**
Lets all go wrong around the program that can be made to, and holds its reports against what its receivers got.

`npm run attack`, `npm run attack -- --seed 7`, `npm run attack -- --runs 100`, `npm run attack -- --only TCP`
*/
const {values: {seed, runs, only}} = parseArgs({
	options: {seed: {type: 'string', default: '1'}, runs: {type: 'string', default: '1000'}, only: {type: 'string', default: ''}},
});

type Outcome = {readonly seed: number; readonly finding: Finding};

const columns = ['Fault', 'Times', 'Accepted', 'Missing', 'Corrupted', 'Twice, uncounted', 'Sent again', 'Undelivered, said', 'Complaints', 'Figure']
	.map((title, index) => ({title, isNumber: index > 0 && index < 9}));

function sum(outcomes: readonly Outcome[], figureOf: (finding: Finding) => number): number {
	return outcomes.reduce((total, {finding}) => total + figureOf(finding), 0);
}

function rowOf(fault: Fault, outcomes: readonly Outcome[]): readonly string[] {
	const figures = outcomes.flatMap(({finding: {figure}}) => figure === undefined ? [] : [figure]);
	const counts = [
		outcomes.length,
		sum(outcomes, ({accepted}) => accepted),
		sum(outcomes, ({missing}) => missing),
		sum(outcomes, ({corrupted}) => corrupted),
		sum(outcomes, ({uncountedTwice}) => uncountedTwice),
		sum(outcomes, ({resent}) => resent),
		sum(outcomes, ({undelivered}) => undelivered),
		sum(outcomes, ({complaints}) => complaints.length),
	];
	return [fault.name, ...counts.map(count => count.toLocaleString('en')), fault.figure === undefined ? '' : `${fault.figure}: ${Math.round(Math.max(...figures))}`];
}

function isFine({missing, corrupted, uncountedTwice, complaints}: Finding): boolean {
	return missing + corrupted + uncountedTwice + complaints.length === 0;
}

async function attemptOf(fault: Fault, seed: number): Promise<Finding> {
	try {
		return await runFault(fault, seed);
	} catch (error) {
		const complaint = error instanceof Error ? error.message : String(error);
		return {
			accepted: 0, missing: 0, corrupted: 0, uncountedTwice: 0, resent: 0, undelivered: 0, complaints: [complaint],
		};
	}
}

async function attackWith(fault: Fault, times: number): Promise<readonly Outcome[]> {
	const outcomes: Outcome[] = [];
	let next = 0;
	// Two at a time: most runs wait for something.
	await Promise.all([1, 2].map(async () => {
		while (next < times) {
			const own = Number(seed) + next++;
			const finding = await attemptOf(fault, own);
			outcomes.push({seed: own, finding});
			if (!isFine(finding)) {
				console.log(`${fault.name}, seed ${own}: ${JSON.stringify(finding)}`);
			}
		}
	}));
	return outcomes;
}

const rows: Array<readonly string[]> = [];
let isAllFine = true;
for (const fault of faults.filter(({name}) => name.includes(only))) {
	const outcomes = await attackWith(fault, Math.ceil(fault.weight * Number(runs) / 1000));
	rows.push(rowOf(fault, outcomes));
	isAllFine &&= outcomes.every(({finding}) => isFine(finding));
	console.log(rows.at(-1)?.join(' · '));
}

console.log(`\n${tableOf('plain', columns, rows)}`);
process.exitCode = isAllFine ? 0 : 1;
