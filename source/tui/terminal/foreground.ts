import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import process from 'node:process';

/** The process group of this program, and the one that the terminal listens to. */
export type ProcessGroups = {
	readonly own: number;

	/** Not above 0 where the program has no terminal that controls it. */
	readonly foreground: number;
};

/** Where the groups are learned from. */
export type GroupReader = () => ProcessGroups | undefined;

/** The groups in the text of `/proc/self/stat`. The program's name stands in brackets and may hold anything, brackets too. */
export function groupsInStat(text: string): ProcessGroups | undefined {
	const fields = text.slice(text.lastIndexOf(')') + 1).trim().split(/\s+/v);
	return groupsOf(fields[2], fields[5]);
}

/** The groups in what `ps -o pgid=,tpgid=` prints. */
export function groupsInPs(text: string): ProcessGroups | undefined {
	const [own, foreground] = text.trim().split(/\s+/v);
	return groupsOf(own, foreground);
}

function groupsOf(own: string | undefined, foreground: string | undefined): ProcessGroups | undefined {
	const groups = {own: Number(own), foreground: Number(foreground)};
	return Number.isInteger(groups.own) && Number.isInteger(groups.foreground) ? groups : undefined;
}

/**
Whether the program may use its terminal now. A job in the background would draw over the shell, and be stopped as soon as it reads a key.

Where that can't be known, or no terminal controls the program, it may.
*/
export function isInForeground(read: GroupReader = readGroups): boolean {
	const groups = read();
	return groups === undefined || groups.foreground <= 0 || groups.foreground === groups.own;
}

function readGroups(): ProcessGroups | undefined {
	try {
		return process.platform === 'linux'
			? groupsInStat(fs.readFileSync('/proc/self/stat', 'latin1'))
			: groupsInPs(spawnSync('ps', ['-o', 'pgid=,tpgid=', '-p', String(process.pid)], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}).stdout);
	} catch {
		return undefined;
	}
}

/** Milliseconds. A shell that brings a running job to the foreground does not tell it. */
const lookInterval = 1000;

/** Calls back once the program is in the foreground. Returns a function that stops watching. */
export function onForeground(listener: () => void): () => void {
	const look = () => {
		if (isInForeground()) {
			stop();
			listener();
		}
	};

	const timer = setInterval(look, lookInterval);
	process.on('SIGCONT', look);
	const stop = () => {
		clearInterval(timer);
		process.off('SIGCONT', look);
	};

	return stop;
}
