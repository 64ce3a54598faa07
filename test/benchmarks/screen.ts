import {Buffer} from 'node:buffer';
import os from 'node:os';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {setTimeout as pass} from 'node:timers/promises';
import {cli} from '../helpers/program.js';
import {openTestTerminal, type TestTerminal} from '../helpers/terminal.js';
import {median} from './median.js';
import {cpuTicks} from './server.js';

/** Prints what the screen costs in a real pseudo-terminal: CPU and bytes a frame, and how long a key takes to show. What it takes from the engine is part of the workloads. */
export async function measureScreen(): Promise<void> {
	for (const [columns, rows] of [[80, 24], [120, 40], [200, 60]] as const) {
		console.log(`${columns}×${rows}: ${await costOfFrames(columns, rows)}`);
	}

	console.log(`key to effect, engine at full speed: ${await keyLatency()}`);
}

function open(words: readonly string[], columns = 120, rows = 40): TestTerminal {
	return openTestTerminal({
		command: process.execPath, arguments: [cli, ...words], columns, rows, cwd: os.tmpdir(),
	});
}

async function costOfFrames(columns: number, rows: number): Promise<string> {
	const terminal = open([], columns, rows);
	try {
		await terminal.waitFor('running', 20_000);
		await pass(8000);
		const before = {cpu: mainThreadMilliseconds(terminal.pid), written: terminal.written().length, at: performance.now()};
		await pass(10_000);
		const worked = mainThreadMilliseconds(terminal.pid) - before.cpu;
		const written = terminal.written().slice(before.written);
		const passed = performance.now() - before.at;
		const frames = written.split('\u001B[?2026h').length - 1;
		return [
			`${(worked / passed * 100).toFixed(1)} % of a core`,
			`${(frames / passed * 1000).toFixed(1)} frames/s`,
			`${(worked / frames).toFixed(1)} ms of CPU a frame`,
			`${Math.round(Buffer.byteLength(written) / frames)} B a frame`,
		].join(', ');
	} finally {
		await terminal.close();
	}
}

/** CPU that the process's first thread, the screen's, has taken. */
function mainThreadMilliseconds(pid: number): number {
	return cpuTicks(pid, pid) * 10;
}

/** From a key to the answer in the last row, and to the gauge that shows what the engine has done. */
async function keyLatency(): Promise<string> {
	const terminal = open(['--rate', 'max', '--sink', 'null', '--batch-size', '1000', '--queue-size', '100k']);
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
			await terminal.waitFor(isPausing ? '✓ producer paused' : '✓ producer resumed');
			answers.push(performance.now() - at);
			await terminal.waitFor(text => isPausing === /produced +‖ paused/v.test(text));
			effects.push(performance.now() - at);
		}

		return `answer ${summary(answers)}, effect ${summary(effects)}`;
	} finally {
		await terminal.close();
	}
}

function summary(milliseconds: readonly number[]): string {
	return `${Math.round(median(milliseconds))} ms (${Math.round(Math.min(...milliseconds))} to ${Math.round(Math.max(...milliseconds))})`;
}
