import {spawn} from 'node:child_process';
import {once} from 'node:events';
import os from 'node:os';
import process from 'node:process';
import readline from 'node:readline';
import {cli} from '../helpers/program.js';
import {createProbe} from './process-figures.js';
import {judge, type Finding} from './verdict.js';
import {ledgerFinding, warmUpOf, watchRun} from './watch-run.js';

const words = ['--source', 'synthetic', '--sink', 'null', '--queue-size', '100k', '--json'];

/** What is left of the rate that is asked for, at least. */
const leastShare = 0.95;

/** In records a second. Timers fire once a millisecond at best: above this, what falls due in between looks like pressure to the queue, and the producer slows down. */
const fastestPace = 8_000_000;

/** Holds the engine, without a screen, at half of the speed that it reaches on this machine, or at its fastest pace. */
export async function soakEngine(seconds: number): Promise<readonly Finding[]> {
	const half = await topSpeed() / 2;
	const rate = Math.round(Math.min(half, fastestPace));
	console.log(`half of top speed is ${(half / 1e6).toFixed(2)}M records/s; held at ${(rate / 1e6).toFixed(2)}M`);
	const probe = createProbe();
	const run = startEngine(['--rate', String(rate)], probe);
	try {
		await run.isRunning;
		const samples = await watchRun(seconds, 'records', () => ({...probe.look(run.pid), count: run.last().delivered, p99: run.last().p99}));
		run.stop();
		const code = await run.ended;
		return [
			...judge(samples, {unit: 'records', leastRate: rate * leastShare, warmUp: warmUpOf(seconds)}),
			ledgerFinding(run.last().sentence, code),
		];
	} finally {
		run.kill();
		probe.close();
	}
}

/** Records a second, over ten seconds behind five of warming up. */
async function topSpeed(): Promise<number> {
	const run = startEngine(['--rate', 'max', '--duration', '15s']);
	await run.ended;
	const [from, to] = [run.lines.find(({elapsed}) => elapsed >= 5000), run.lines.at(-1)];
	return from === undefined || to === undefined ? Number.NaN : (to.delivered - from.delivered) / (to.elapsed - from.elapsed) * 1000;
}

type Line = {
	readonly elapsed: number;
	readonly delivered: number;
	readonly p99: number;
	readonly sentence: string;
};

const nothing: Line = {
	elapsed: 0, delivered: 0, p99: Number.NaN, sentence: '',
};

/** The program as a process of its own; its lines are read as they come. */
function startEngine(more: readonly string[], probe?: ReturnType<typeof createProbe>) {
	const env = probe === undefined ? process.env : {...process.env, [probe.env[0]]: probe.env[1]};
	const child = spawn(process.execPath, [...probe?.arguments ?? [], cli, ...words, ...more], {cwd: os.tmpdir(), env, stdio: ['ignore', 'ignore', 'pipe']});
	const lines: Line[] = [];
	let last = nothing;
	const reader = readline.createInterface({input: child.stderr});
	reader.on('line', text => {
		last = read(text, last);
		if (last.sentence === '') {
			lines.push(last);
		}
	});
	const ended = once(child, 'close').then(() => child.exitCode ?? undefined);
	return {
		pid: child.pid ?? 0,
		lines,
		last: () => last,
		isRunning: once(reader, 'line'),
		ended,
		stop() {
			child.kill('SIGTERM');
		},
		kill() {
			child.kill('SIGKILL');
		},
	};
}

function read(text: string, before: Line): Line {
	const line: unknown = JSON.parse(text);
	if (typeof line !== 'object' || line === null) {
		return before;
	}

	if ('sentence' in line) {
		return {...before, sentence: String(line.sentence)};
	}

	return {
		elapsed: figureIn(line, ['elapsed']), delivered: figureIn(line, ['ledger', 'delivered', 'records']), p99: figureIn(line, ['endToEnd', 'p99']), sentence: '',
	};
}

function figureIn(value: unknown, [name, ...rest]: readonly string[]): number {
	if (name === undefined) {
		return Number(value);
	}

	return typeof value === 'object' && value !== null ? figureIn(new Map(Object.entries(value)).get(name), rest) : Number.NaN;
}
