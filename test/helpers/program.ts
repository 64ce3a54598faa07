import {Buffer} from 'node:buffer';
import {spawn, type StdioOptions} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import type {Report} from '../../source/contract/report.js';
import {ownPath} from './folder.js';
import {longestWait, type Place} from './place.js';

/** The program as users start it. */
export const cli = fileURLToPath(new URL('../../program/cli.js', import.meta.url));

/** How long to wait for what has to come; nothing that holds is waited for that long. */
const patience = 30_000;

export type ProgramOptions = {
	/** File descriptors for stdin, stdout and stderr. Unless said, stdin is `/dev/null` and the others are kept. */
	readonly stdio?: StdioOptions;

	/** Written to stdin, which is closed after it. */
	readonly input?: string | Uint8Array;
	readonly folder?: string;

	/** Added to the environment. */
	readonly env?: Readonly<Record<string, string>>;
};

export type Outcome = {
	readonly code: number | undefined;
	readonly signal: NodeJS.Signals | undefined;
	readonly stdout: Uint8Array;
	readonly stderr: string;

	/** The last line of stderr, which is the ledger in a sentence. */
	readonly lastLine: string;
};

/** The real program (or a line of shell with it) in a process of its own, in a folder of its own. */
export type Program = {
	readonly pid: number;
	readonly folder: string;
	readonly stdin: NodeJS.WritableStream;
	readonly stderr: () => string;
	readonly stdout: () => Uint8Array;

	/** Waits until stderr matches. Rejects where the program ends before. */
	readonly said: (what: string | RegExp) => Promise<void>;

	/** Waits until what was written to stdout is as wanted. */
	readonly wrote: (isEnough: (bytes: Uint8Array) => boolean) => Promise<void>;
	readonly kill: (signal: NodeJS.Signals) => void;
	readonly ended: Promise<Outcome>;
};

/** Starts the program with these words as its arguments; it is killed when the test ends. */
export function startProgram(t: Place, words: readonly string[], options: ProgramOptions = {}): Program {
	return start(t, process.execPath, [cli, ...words], options);
}

/** Runs the program to its end. */
export async function runProgram(t: Place, words: readonly string[], options: ProgramOptions = {}): Promise<Outcome> {
	return startProgram(t, words, options).ended;
}

/** Starts a line of shell in which `millrace` stands for the program. */
export function startShell(t: Place, line: string, options: ProgramOptions = {}): Program {
	return start(t, 'sh', ['-c', `${shellFunction}\n${line}`], options);
}

/** A program that is ended in the midst of its work writes what it was not asked for, where Node.js measures its coverage. */
export const withoutCoverage = {NODE_V8_COVERAGE: ''}; // eslint-disable-line @typescript-eslint/naming-convention -- The system has named it.

/** Makes `millrace` the program in a line of shell. */
export const shellFunction = `millrace() { '${process.execPath}' '${cli}' "$@"; }`;

/** A file of the program's folder as text. */
export function textOf(folder: string, name: string): string {
	return fs.readFileSync(path.join(folder, name), 'utf8');
}

/** The report in the file `r.json` of the program's folder. */
export function readReport(folder: string): Report {
	const report: unknown = JSON.parse(textOf(folder, 'r.json'));
	assertReport(report);
	return report;
}

function assertReport(value: unknown): asserts value is Report {
	if (typeof value !== 'object' || value === null || !('ledger' in value)) {
		throw new TypeError('this is no report');
	}
}

/** A dead letter as it stands in its file. */
export type DeadLetter = {
	readonly reason: string;
	readonly record: string;
};

/** The dead letters in the file `dead.ndjson` of the program's folder. */
export function readDeadLetters(folder: string): DeadLetter[] {
	return textOf(folder, 'dead.ndjson').trimEnd().split('\n').map(line => {
		const letter: unknown = JSON.parse(line);
		assertDeadLetter(letter);
		return letter;
	});
}

function assertDeadLetter(value: unknown): asserts value is DeadLetter {
	if (typeof value !== 'object' || value === null || !('reason' in value) || !('record' in value)) {
		throw new TypeError('this is no dead letter');
	}
}

/** The number of records before a word of the sentence that says how a run ended; 0 where it is not in it. */
export function recordsIn(sentence: string, word: 'accepted' | 'delivered' | 'dead-lettered' | 'dropped' | 'not delivered' | 'unaccounted' | 'sent again'): number {
	const found = new RegExp(String.raw`([\d,]+) ${word}`, 'v').exec(sentence)?.[1];
	return found === undefined ? 0 : Number(found.replaceAll(',', ''));
}

function start(t: Place, command: string, words: readonly string[], {stdio, input, folder = ownPath(t, ''), env}: ProgramOptions): Program {
	t.timeout?.(longestWait);
	const child = spawn(command, words, {
		cwd: folder,
		env: {...process.env, ...withoutCoverage, ...env},
		// A group of its own, so that a whole line of shell can be ended.
		detached: true,
		stdio: stdio ?? [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
	});
	const stdout: Uint8Array[] = [];
	let stderr = '';
	let isOver = false;
	const watchers = new Set<() => void>();
	const notify = () => {
		for (const watcher of watchers) {
			watcher();
		}
	};

	child.stdout?.on('data', (piece: Uint8Array) => {
		stdout.push(piece);
		notify();
	});
	child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
		stderr += piece;
		notify();
	});
	// A program that refuses its input closes it.
	child.stdin?.on('error', () => undefined);
	if (input !== undefined) {
		child.stdin?.end(input);
	}

	const end = () => {
		try {
			process.kill(-(child.pid ?? Number.NaN), 'SIGKILL');
		} catch {
			// It has ended by itself.
		}
	};

	t.teardown(end);
	const ended = new Promise<Outcome>((resolve, reject) => {
		const timer = setTimeout(() => {
			end();
			reject(new Error(`${words.join(' ')} did not end within ${patience} ms; it said:\n${stderr}`));
		}, patience);
		child.on('error', reject);
		child.on('close', (code, signal) => {
			clearTimeout(timer);
			isOver = true;
			notify();
			resolve({
				code: code ?? undefined,
				signal: signal ?? undefined,
				stdout: Buffer.concat(stdout),
				stderr,
				lastLine: stderr.trimEnd().split('\n').at(-1) ?? '',
			});
		});
	});
	const waitUntil = async (holds: () => boolean, what: string) => {
		await new Promise<void>((resolve, reject) => {
			const timer = setTimeout(() => {
				watchers.delete(look);
				reject(new Error(`${patience} ms have passed before ${what}; said was:\n${stderr}`));
			}, patience);
			const look = () => {
				const isMet = holds();
				if (!isMet && !isOver) {
					return;
				}

				clearTimeout(timer);
				watchers.delete(look);
				if (isMet) {
					resolve();
				} else {
					reject(new Error(`the program ended before ${what}; said was:\n${stderr}`));
				}
			};

			watchers.add(look);
			look();
		});
	};

	// A test that waits for something else first gets no unhandled rejection.
	ended.catch(() => undefined);
	return {
		pid: child.pid ?? 0,
		folder,
		get stdin() {
			if (child.stdin === null) {
				throw new Error('this program has no stdin to write to');
			}

			return child.stdin;
		},
		stderr: () => stderr,
		stdout: () => Buffer.concat(stdout),
		async said(what) {
			await waitUntil(() => typeof what === 'string' ? stderr.includes(what) : what.test(stderr), `it said ${String(what)}`);
		},
		async wrote(isEnough) {
			await waitUntil(() => isEnough(Buffer.concat(stdout)), 'it wrote what was wanted');
		},
		kill(signal) {
			child.kill(signal);
		},
		ended,
	};
}
