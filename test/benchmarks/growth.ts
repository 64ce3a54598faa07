import fs from 'node:fs';
import process from 'node:process';
import {projectFolder} from '../../media/documents.js';
import {cli} from '../helpers/program.js';
import {numberedFile} from './inputs.js';
import {measure} from './measure.js';
import type {Contestant} from './contestant.js';
import {figuresOf} from './figures.js';
import type {Options} from './options.js';
import {plotOf} from './plot.js';
import {measureInTurn, roundsOf} from './rounds.js';
import {syntheticBytes} from './synthetic-bytes.js';
import {tableOf, threeDigits} from './table.js';

/** One thing that grows while all else stays. */
type Axis = {
	readonly name: string;
	readonly file: string;

	/** By what the cost is to be flat: larger records may cost more, but not by the byte. */
	readonly by: 'record' | 'byte';
	readonly contestants: readonly Contestant[];
};

type Point = {
	readonly label: string;
	readonly wallNanoseconds: number;
	readonly cpuNanoseconds: number;
	readonly bytes: number;
};

const allowed = 1.1;

/** Measures what a record costs as the queue, the workers and the records grow, prints it and draws it into `media/`. */
export async function measureGrowth(options: Options, say: (line: string) => void): Promise<void> {
	for (const axis of axes(options.isQuick ? 0.15 : 1)) {
		const measured = await measureInTurn({name: axis.name, contestants: axis.contestants}, roundsOf(options), say);
		const points = measured.map((one): Point => {
			const {recordsPerSecond, cpuSecondsPerMillion} = figuresOf(one);
			return {
				label: one.contestant.name,
				wallNanoseconds: 1e9 / recordsPerSecond,
				cpuNanoseconds: cpuSecondsPerMillion * 1000,
				bytes: (one.runs[0]?.bytes ?? Number.NaN) / one.contestant.records,
			};
		});
		process.stdout.write(`\n${report(axis, points)}\n`);
		fs.writeFileSync(new URL(`media/${axis.file}`, projectFolder), plotOf({
			title: `What a ${axis.by} costs, by ${axis.name}`,
			unit: 'ns',
			labels: points.map(({label}) => label),
			lines: [
				{name: 'wall', values: points.map(({wallNanoseconds, bytes}) => wallNanoseconds / unitOf(axis, bytes))},
				{name: 'CPU', values: points.map(({cpuNanoseconds, bytes}) => cpuNanoseconds / unitOf(axis, bytes))},
			],
		}));
	}
}

function axes(scale: number): readonly Axis[] {
	const records = Math.round(150_000_000 * scale);
	const generated = (name: string, flags: readonly string[]) => grown(name, records, async count => ({
		...await measure([process.execPath, cli, '--source', 'synthetic', '--rate', 'max', '--count', String(count), '--sink', 'null', '--plain', ...flags]),
		bytes: syntheticBytes(count),
	}));
	const read = (name: string, width: number, count: number) => grown(name, Math.round(count * scale), async some => ({
		...await measure([process.execPath, cli, '--source', `file:${numberedFile(some, width)}`, '--sink', 'null', '--queue-size', '10k', '--plain']),
		bytes: some * width,
	}));
	return [
		{
			name: 'queue size',
			file: 'growth-queue.svg',
			by: 'record',
			contestants: ['1500', '100k', '10M'].map(size => generated(size, ['--queue-size', size, '--queue-bytes', '1GiB'])),
		},
		{
			name: 'workers',
			file: 'growth-workers.svg',
			by: 'record',
			contestants: ['1', '10', '100', '1000'].map(count => generated(count, ['--queue-size', '100k', '--min-workers', count, '--max-workers', count])),
		},
		{
			name: 'record size',
			file: 'growth-records.svg',
			by: 'byte',
			contestants: [read('20 B', 20, 30_000_000), read('128 B', 128, 12_000_000), read('1 kB', 1000, 3_000_000), read('64 kB', 64_000, 60_000)],
		},
	];
}

function grown(name: string, records: number, run: Contestant['run']): Contestant {
	return {
		name, settings: '', isMillrace: true, records, includesStart: true, run,
	};
}

/** How many of what the cost is counted by a record has. */
function unitOf({by}: Axis, bytes: number): number {
	return by === 'byte' ? bytes : 1;
}

function report(axis: Axis, points: readonly Point[]): string {
	const columns = [axis.name, 'wall ns a record', 'CPU ns a record', 'CPU ns a byte', `CPU a ${axis.by} to the least, at most ${allowed}`]
		.map((title, index) => ({title, isNumber: index > 0}));
	const least = Math.min(...points.map(({cpuNanoseconds, bytes}) => cpuNanoseconds / unitOf(axis, bytes)));
	return tableOf('plain', columns, points.map(({label, wallNanoseconds, cpuNanoseconds, bytes}) => [
		label,
		threeDigits(wallNanoseconds),
		threeDigits(cpuNanoseconds),
		(cpuNanoseconds / bytes).toFixed(3),
		threeDigits(cpuNanoseconds / unitOf(axis, bytes) / least),
	]));
}
