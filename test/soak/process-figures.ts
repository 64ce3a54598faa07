import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const mebibyte = 1024 * 1024;

/** A look at a process from outside, and at its heaps from inside. */
export type ProcessFigures = {
	/** Resident memory, in MiB. */
	readonly rss: number;

	/** What is reachable in all threads, in MiB; 0 before the first collection. */
	readonly heap: number;

	/** Open file descriptors. */
	readonly files: number;
};

/** What Node is to be started with so that its heaps can be looked at. */
export type Probe = {
	readonly arguments: readonly string[];
	readonly env: readonly [name: string, value: string];
	readonly look: (pid: number) => ProcessFigures;

	/** Deletes its file. */
	readonly close: () => void;
};

/** @throws where there is no `/proc`. */
export function createProbe(): Probe {
	if (!fs.existsSync('/proc/self/statm')) {
		throw new Error('the soak reads /proc: run it on Linux');
	}

	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'millrace-soak-'));
	const heaps = path.join(folder, 'heaps');
	return {
		arguments: ['--expose-gc', '--import', fileURLToPath(new URL('probe.js', import.meta.url))],
		env: ['SOAK_HEAP_FILE', heaps],
		look: pid => ({
			rss: residentMebibytes(pid),
			heap: fs.existsSync(heaps) ? reachableMebibytes(fs.readFileSync(heaps, 'utf8')) : 0,
			files: fs.readdirSync(`/proc/${pid}/fd`).length,
		}),
		close() {
			fs.rmSync(folder, {recursive: true});
		},
	};
}

function residentMebibytes(pid: number): number {
	const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/VmRSS:\s+(\d+) kB/v.exec(status)?.[1]) / 1024;
}

/** The last line of each thread counts. */
function reachableMebibytes(lines: string): number {
	const newest = new Map(lines.trimEnd().split('\n').map(line => {
		const [thread = '', bytes] = line.split(' ');
		return [thread, Number(bytes)];
	}));
	let sum = 0;
	for (const bytes of newest.values()) {
		sum += bytes;
	}

	return sum / mebibyte;
}
