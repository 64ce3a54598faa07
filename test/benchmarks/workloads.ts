import process from 'node:process';
import type {Contestant, Workload} from './contestant.js';
import {numberedFile} from './inputs.js';
import {measure} from './measure.js';
import {measureSender, measureServer} from './over-tcp.js';
import {cat, programIntoCat} from './peers/cat.js';
import {floor} from './peers/floor.js';
import {loggen} from './peers/loggen.js';
import {
	millrace, type Build, type Launch, type Variant,
} from './peers/millrace.js';
import {pino} from './peers/pino.js';
import {rsyslogFromFile, rsyslogOverTcp} from './peers/rsyslog.js';
import {syslogNgFromFile, syslogNgOverTcp} from './peers/syslog-ng.js';
import {syntheticBytes} from './synthetic-bytes.js';
import {measureToFile, ownProgram, shell} from './to-file.js';

type Work = Parameters<typeof millrace>[2];

/** Who takes part, and with how many records. */
type Field = {
	/** Millrace in these variants, each build of it. */
	readonly each: (variants: readonly Variant[], work: Work) => readonly Contestant[];

	/** Its peers, where there is but one build. */
	readonly peers: (...contestants: readonly Contestant[]) => readonly Contestant[];
	readonly sized: (records: number) => number;

	/** What takes too long for a quick run. */
	readonly ifFull: <Item>(...items: readonly Item[]) => readonly Item[];
};

const small: Variant = {batch: 50, queue: '1500', hasScreen: false};
const middle: Variant = {batch: 50, queue: '10k', hasScreen: false};
const large: Variant = {batch: 1000, queue: '100k', hasScreen: false};
const shown: Variant = {...middle, hasScreen: true};

const generated = ['--source', 'synthetic', '--rate', 'max'];
const width = 128;
const fileWidth = 150;
const verified = 100_000;

/** What is measured, by the builds of Millrace that take part. With several builds they are the only contestants. Records are those of a full run times the scale. */
export function workloads(builds: readonly Build[], scale: number): readonly Workload[] {
	const field: Field = {
		each: (variants, work) => variants.flatMap(variant => builds.map(build => millrace(build, variant, work))),
		peers: (...contestants) => builds.length === 1 ? contestants : [],
		sized: records => Math.round(records * scale),
		ifFull: (...items) => scale < 1 ? [] : items,
	};
	return [
		generateToNull(field),
		generateToFile(field),
		stdinToFile(field),
		fileToFile(field),
		tcpToFile(field, 1),
		...field.ifFull(2).map(connections => tcpToFile(field, connections)),
		generateToTcp(field),
		generateToHttp(field),
		objectsToFile(field),
	];
}

function generateToNull({each, sized, ifFull}: Field): Workload {
	return {
		name: 'generate → null',
		contestants: each([...ifFull(small), middle, large, shown], withStart(sized(200_000_000), async (records, {command, hasScreen}) => ({
			...await measure(command([...generated, '--count', String(records), '--sink', 'null']), hasScreen),
			bytes: syntheticBytes(records),
		}))),
	};
}

function generateToFile({each, peers, sized, ifFull}: Field): Workload {
	return {
		name: 'generate → file',
		contestants: [
			...each([...ifFull(small), middle, large, shown], generatedToFile(sized(20_000_000))),
			...peers(floor(sized(20_000_000))),
		],
	};
}

function stdinToFile({each, peers, sized, ifFull}: Field): Workload {
	const run = async (records: number, {line, hasScreen}: Launch) => measureToFile(
		records,
		file => shell(`cat '${numberedFile(records, width)}' | ${line(['--sink', `file:${file}`])}`),
		{hasScreen},
	);
	return {
		name: `stdin → file, ${width} B`,
		contestants: [
			...each([middle, large, ...ifFull(shown)], withStart(sized(10_000_000), run)),
			...peers(cat(sized(10_000_000), width)),
		],
	};
}

function fileToFile({each, peers, sized, ifFull}: Field): Workload {
	const run = async (records: number, {command, hasScreen}: Launch) => measureToFile(
		records,
		file => command(['--source', `file:${numberedFile(records, fileWidth)}`, '--sink', `file:${file}`]),
		{hasScreen},
	);
	return {
		name: `file → file, ${fileWidth} B`,
		contestants: [
			...each([middle, large, ...ifFull(shown)], withStart(sized(8_000_000), run)),
			...peers(syslogNgFromFile(sized(1_500_000), fileWidth), rsyslogFromFile(sized(1_000_000), fileWidth)),
		],
	};
}

function tcpToFile({each, peers, sized}: Field, connections: number): Workload {
	const run = async (records: number, {command}: Launch) => measureServer(
		{records, width, connections},
		(port, file) => command(['--source', `tcp://127.0.0.1:${port}`, '--sink', `file:${file}`]),
	);
	return {
		name: `TCP → file, ${width} B, ${connections === 1 ? '1 connection' : `${connections} connections`}`,
		contestants: [
			...each([middle, large], {records: sized(8_000_000), includesStart: false, run}),
			...peers(syslogNgOverTcp(sized(2_000_000), width, connections), rsyslogOverTcp(sized(2_000_000), width, connections)),
		],
	};
}

function generateToTcp({each, peers, sized, ifFull}: Field): Workload {
	const run = async (records: number, {command, hasScreen}: Launch, sums = false) => measureSender(
		records,
		port => command([...generated, '--count', String(records), '--sink', `tcp://127.0.0.1:${port}`]),
		{hasScreen, sums},
	);
	return {
		name: 'generate → TCP discard',
		contestants: [
			...each([middle, large, ...ifFull(shown)], {
				...withStart(sized(20_000_000), run),
				async verify(launch) {
					await run(verified, launch, true);
				},
			}),
			...peers(loggen(sized(3_000_000), 1), ...ifFull(2).map(connections => loggen(sized(3_000_000), connections))),
		],
	};
}

/** A POST a batch, uncompressed: the cost of a request is most of it with small batches. */
function generateToHttp({each, sized}: Field): Workload {
	const run = async (records: number, {command, hasScreen}: Launch, sums = false) => measureSender(
		records,
		port => command([...generated, '--count', String(records), '--sink', `http://127.0.0.1:${port}`]),
		{hasScreen, sums, overHttp: true},
	);
	const work = (records: number): Work => ({
		...withStart(records, run),
		async verify(launch) {
			await run(verified, launch, true);
		},
	});
	return {
		name: 'generate → HTTP',
		contestants: [...each([middle], work(sized(2_000_000))), ...each([large], work(sized(10_000_000)))],
	};
}

/** Pino's case: objects in a program of one's own. */
function objectsToFile({each, peers, sized}: Field): Workload {
	const made = (records: number): string => `'${process.execPath}' '${ownProgram('objects')}' ${records}`;
	const run = async (records: number, {line}: Launch) => measureToFile(
		records,
		file => shell(`${made(records)} | ${line(['--sink', `file:${file}`])}`),
	);
	const templated = each([middle], generatedToFile(sized(20_000_000))).map(contestant => ({...contestant, name: `${contestant.name}, templated`}));
	return {
		name: 'objects → JSON → file',
		contestants: [
			...each([middle, large], withStart(sized(4_000_000), run)),
			...peers(...templated, programIntoCat(sized(4_000_000), made), pino(sized(1_500_000), 'transport'), pino(sized(1_500_000), 'buffer')),
		],
	};
}

function generatedToFile(records: number): Work {
	return withStart(records, async (count, {command, hasScreen}) => measureToFile(
		count,
		file => command([...generated, '--count', String(count), '--sink', `file:${file}`]),
		{hasScreen},
	));
}

function withStart(records: number, run: Work['run']): Work {
	return {records, includesStart: true, run: async (count, launch) => run(count, launch)};
}
