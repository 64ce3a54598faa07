import {fork, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import type {Arrival} from './arrival.js';
import {whenLeaving} from './cleanup.js';
import {ownProgram, type OwnProgram} from './to-file.js';

/** A program of the benchmarks themselves that is spoken to; `end` ends it. */
export type Forked = {
	readonly child: ChildProcess;
	readonly end: () => void;
};

export function forkProgram(name: OwnProgram, words: readonly string[]): Forked {
	const child = fork(ownProgram(name), words, {stdio: ['ignore', 'ignore', 'inherit', 'ipc']});
	return {
		child,
		end: whenLeaving(() => {
			child.kill('SIGKILL');
		}),
	};
}

/** The next thing that it says. Rejects if it ends before. */
export async function message(child: ChildProcess): Promise<Readonly<Record<string, unknown>>> {
	const ended = once(child, 'exit').then(() => {
		throw new Error(`${child.spawnfile} ended before it said anything`);
	});
	const answer: readonly unknown[] = await Promise.race([once(child, 'message'), ended]);
	const [value] = answer;
	return typeof value === 'object' && value !== null ? {...value} : {};
}

/** Asks a receiver what came. */
export async function arrivalAt(receiver: ChildProcess): Promise<Arrival> {
	const answer = message(receiver);
	receiver.send('what came?');
	const {records, sum, bytes} = await answer;
	return {records: Number(records), sum: Number(sum), bytes: Number(bytes)};
}
