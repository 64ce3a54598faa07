import {Buffer} from 'node:buffer';
import os from 'node:os';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {setTimeout as pass} from 'node:timers/promises';
import {openTestTerminal, type TestTerminal} from '../helpers/terminal.js';
import {median} from './median.js';
import type {Build} from './peers/millrace.js';
import {cpuTicks} from './server.js';

/** What some seconds of a screen cost, and how long keys took, each by name with its unit. */
type Figures = ReadonlyMap<string, number>;

type Measure = (build: Build) => Promise<Figures>;

/** Prints what the screen costs in a real pseudo-terminal: CPU and bytes a frame, and how long a key takes to show. Of two builds, each round measures both, and the ratios are of the first to the second. What the screen takes from the engine is part of the workloads. */
export async function measureScreen(builds: readonly Build[], rounds: number): Promise<void> {
	for (const [columns, rows] of builds.length > 1 ? [[120, 40]] as const : [[80, 24], [120, 40], [200, 60]] as const) {
		await compare(`${columns}×${rows}, ten workers`, builds, rounds, async build => costOfFrames(build, columns, rows));
	}

	await compare('keys, the engine at full speed', builds, rounds, keyLatency);
}

async function compare(title: string, builds: readonly Build[], rounds: number, measure: Measure): Promise<void> {
	const measured = builds.map(build => ({build, runs: [] as Figures[]}));
	for (let round = 0; round < rounds; round++) {
		for (const {build, runs} of round % 2 === 0 ? measured : measured.toReversed()) {
			runs.push(await measure(build));
		}
	}

	for (const name of measured[0]?.runs[0]?.keys() ?? []) {
		const values = measured.map(({runs}) => runs.map(run => run.get(name) ?? Number.NaN));
		const told = values.map((each, index) => `${builds[index]?.name} ${spread(each)}`);
		const [own = [], other] = values;
		const ratio = other === undefined ? [] : [`ratio ${spread(own.map((value, index) => value / (other[index] ?? Number.NaN)))}`];
		console.log(`${title}: ${name}: ${[...told, ...ratio].join('; ')}`);
	}
}

/** The median, and of several rounds the least and the most. */
function spread(values: readonly number[]): string {
	const shown = median(values).toPrecision(3);
	return values.length === 1 ? shown : `${shown} (${Math.min(...values).toPrecision(3)} to ${Math.max(...values).toPrecision(3)})`;
}

function open({cli}: Build, words: readonly string[], columns = 120, rows = 40): TestTerminal {
	return openTestTerminal({
		command: process.execPath, arguments: [cli, ...words], columns, rows, cwd: os.tmpdir(),
	});
}

async function costOfFrames(build: Build, columns: number, rows: number): Promise<Figures> {
	const terminal = open(build, [], columns, rows);
	try {
		await terminal.waitFor('running', 20_000);
		await pass(8000);
		const before = {cpu: mainThreadMilliseconds(terminal.pid), written: terminal.written().length, at: performance.now()};
		await pass(10_000);
		const worked = mainThreadMilliseconds(terminal.pid) - before.cpu;
		const written = terminal.written().slice(before.written);
		const passed = performance.now() - before.at;
		const frames = written.split('\u001B[?2026h').length - 1;
		return new Map([
			['% of a core', worked / passed * 100],
			['frames/s', frames / passed * 1000],
			['ms of CPU a frame', worked / frames],
			['B a frame', Buffer.byteLength(written) / frames],
		]);
	} finally {
		await terminal.close();
	}
}

/** CPU that the process's first thread, the screen's, has taken. */
function mainThreadMilliseconds(pid: number): number {
	return cpuTicks(pid, pid) * 10;
}

/** From a key to the answer in the last row, and to the gauge that shows what the engine has done. */
async function keyLatency(build: Build): Promise<Figures> {
	const terminal = open(build, ['--rate', 'max', '--sink', 'null', '--batch-size', '1000', '--queue-size', '100k']);
	const answers: number[] = [];
	const effects: number[] = [];
	try {
		await terminal.waitFor('running', 20_000);
		await pass(3000);
		for (let round = 0; round < 40; round++) {
			const isPausing = round % 2 === 0;
			await pass(500 + (Math.random() * 100));
			const at = performance.now();
			terminal.press('P');
			await terminal.waitFor(isPausing ? '✓ producer paused' : /✓ producer (?:resumed|goes on)/v);
			answers.push(performance.now() - at);
			await terminal.waitFor(text => isPausing === /produced +‖ paused/v.test(text));
			effects.push(performance.now() - at);
		}

		return new Map([['ms to the answer', median(answers)], ['ms to the effect', median(effects)]]);
	} finally {
		await terminal.close();
	}
}
