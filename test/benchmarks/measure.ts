import {spawn} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {openTestTerminal} from '../helpers/terminal.js';
import {whenLeaving} from './cleanup.js';
import type {Run} from './contestant.js';
import {discard, scratchPath} from './scratch.js';

export type Usage = Omit<Run, 'bytes'>;

const time = '/usr/bin/time';
let commands = 0;

/** GNU time is what counts the CPU of all descendants. */
export function assertTimeIsThere(): void {
	if (!fs.existsSync(time)) {
		throw new Error(`expected GNU time at ${time}, found none: apt-get install time`);
	}
}

/** Runs a command to its end, in a pseudo-terminal of 120×40 if asked to. Rejects with what it said if it fails. */
export async function measure(command: readonly string[], hasScreen = false): Promise<Usage> {
	// Commands may run side by side.
	const id = ++commands;
	const usage = scratchPath(`usage-${id}`);
	const words = ['-q', '-f', '%U %S %M', '-o', usage, ...command];
	const begin = performance.now();
	const said = await (hasScreen ? runInTerminal(words) : runInBackground(words, scratchPath(`stderr-${id}`)));
	const seconds = (performance.now() - begin) / 1000;
	const counted = /^(?<user>[\d.]+) (?<system>[\d.]+) (?<kibibytes>\d+)$/mv.exec(fs.readFileSync(usage, 'utf8'))?.groups;
	discard(usage);
	if (said !== undefined || counted === undefined) {
		throw new Error(`${command.join(' ')} failed; it said:\n${said ?? 'nothing'}`);
	}

	const {user, system, kibibytes} = counted;
	return {seconds, cpuSeconds: Number(user) + Number(system), peakBytes: Number(kibibytes) * 1024};
}

async function runInTerminal(words: readonly string[]): Promise<string | undefined> {
	const terminal = openTestTerminal({
		command: time, arguments: words, columns: 120, rows: 40, cwd: path.dirname(scratchPath('x')),
	});
	const forget = whenLeaving(() => {
		killGroup(terminal.pid);
	});
	const {code} = await terminal.exited;
	const said = code === 0 ? undefined : terminal.text();
	await terminal.close();
	forget();
	return said;
}

async function runInBackground(words: readonly string[], errors: string): Promise<string | undefined> {
	const stderr = fs.openSync(errors, 'w');
	// A group of its own, so that all of a pipe can be ended.
	const child = spawn(time, words, {cwd: path.dirname(errors), detached: true, stdio: ['ignore', 'ignore', stderr]});
	fs.closeSync(stderr);
	const end = whenLeaving(() => {
		killGroup(child.pid);
	});
	const code = await new Promise<number>((resolve, reject) => {
		child.on('error', reject);
		child.on('exit', status => {
			resolve(status ?? -1);
		});
	});
	end();
	const said = code === 0 ? undefined : fs.readFileSync(errors, 'utf8').slice(-2000);
	discard(errors);
	return said;
}

/** Ends a process with all that it started. */
export function killGroup(pid: number | undefined): void {
	try {
		process.kill(-(pid ?? Number.NaN), 'SIGKILL');
	} catch {
		// It has ended by itself.
	}
}
