import fs from 'node:fs';
import {performance} from 'node:perf_hooks';

/** Linux's statistics of the process's first thread. The first field is its time on a CPU, in nanoseconds. */
const schedule = '/proc/self/schedstat';

/** Milliseconds of CPU that the process's first thread has taken so far. Where the system does not say, the time in which the thread was not idle. That time is longer where other threads wanted its core. */
export function createThreadTime(path = schedule): () => number {
	return canRead(path) ? () => nanosecondsIn(path) / 1e6 : () => performance.eventLoopUtilization().active;
}

function canRead(path: string): boolean {
	try {
		return nanosecondsIn(path) > 0;
	} catch {
		return false;
	}
}

function nanosecondsIn(path: string): number {
	return Number.parseInt(fs.readFileSync(path, 'latin1'), 10);
}
