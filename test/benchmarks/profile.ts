import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {cli} from '../helpers/program.js';
import {numberedFile} from './inputs.js';
import {machineSentence} from './machine.js';
import {measure} from './measure.js';
import {
	isOfEngine, sharesOf, type CpuProfile, type ProfileShares,
} from './profile-shares.js';
import {discard, scratchPath} from './scratch.js';
import {tableOf, threeDigits, type Column} from './table.js';
import {measureToFile, shell} from './to-file.js';

type Profiled = {
	readonly name: string;
	readonly queue: string;
	readonly run: (command: (flags: readonly string[]) => readonly string[]) => Promise<unknown>;
};

/** A function that takes more is named. */
const hotSpot = 0.1;

const generated = (records: number) => ['--source', 'synthetic', '--rate', 'max', '--count', String(records)];

const all: readonly Profiled[] = [
	...['1500', '10k'].map((queue): Profiled => ({
		name: 'generate → null', queue, run: async command => measure(command([...generated(200_000_000), '--sink', 'null'])),
	})),
	...['1500', '10k'].map((queue): Profiled => ({
		name: 'generate → file', queue, run: async command => toFile(20_000_000, file => command([...generated(20_000_000), ...file])),
	})),
	{
		name: 'stdin → file, 128 B',
		queue: '10k',
		run: async command => toFile(10_000_000, file => shell(`cat '${numberedFile(10_000_000, 128)}' | ${command(file).map(word => `'${word}'`).join(' ')}`)),
	},
	{
		name: 'file → file, 150 B',
		queue: '10k',
		run: async command => toFile(8_000_000, file => command(['--source', `file:${numberedFile(8_000_000, 150)}`, ...file])),
	},
];

const columns: readonly Column[] = [
	{title: 'Workload', isNumber: false},
	{title: 'Queue', isNumber: false},
	{title: 'Busy s', isNumber: true},
	{title: 'Machines', isNumber: true},
	{title: `Functions over ${hotSpot * 100} %`, isNumber: false},
];

/** Prints what the machines take of the engine's thread, and what else takes much, from a CPU profile of each workload. */
export async function measureProfiles(): Promise<void> {
	const rows: string[][] = [];
	for (const {name, queue, run} of all) {
		const {busySeconds, machines, functions} = await profile(queue, run);
		const hot = functions.filter(({share}) => share > hotSpot).map(({name: spot, share}) => `${spot} ${percent(share)}`);
		rows.push([name, queue, threeDigits(busySeconds), percent(machines), hot.join(', ')]);
	}

	process.stdout.write(`${machineSentence()} Batches of 50.\n\n${tableOf('plain', columns, rows)}\n`);
}

async function profile(queue: string, run: Profiled['run']): Promise<ProfileShares> {
	const folder = scratchPath('profiles');
	try {
		await run(flags => [
			process.execPath, '--cpu-prof', '--cpu-prof-interval', '500', '--cpu-prof-dir', folder, cli, ...flags, '--queue-size', queue, '--plain',
		]);
		const engine = fs.readdirSync(folder).map(name => readProfile(path.join(folder, name))).find(each => isOfEngine(each));
		if (engine === undefined) {
			throw new Error(`expected a profile of the engine's thread in ${folder}, found none`);
		}

		return sharesOf(engine);
	} finally {
		discard(folder);
	}
}

function readProfile(file: string): CpuProfile {
	return JSON.parse(fs.readFileSync(file, 'utf8')) as CpuProfile; // eslint-disable-line @typescript-eslint/no-unsafe-type-assertion -- V8 has written it.
}

async function toFile(records: number, commandFor: (flags: readonly string[]) => readonly string[]): Promise<unknown> {
	return measureToFile(records, file => commandFor(['--sink', `file:${file}`]));
}

function percent(share: number): string {
	return `${(share * 100).toFixed(1)} %`;
}
