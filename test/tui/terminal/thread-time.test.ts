import process from 'node:process';
import {setImmediate} from 'node:timers/promises';
import test from 'ava';
import {createThreadTime} from '../../../source/tui/terminal/thread-time.js';

/** Keeps the thread busy until the whole process has taken so many milliseconds more of CPU. */
function work(milliseconds: number): void {
	const start = process.cpuUsage();
	while (process.cpuUsage(start).user < milliseconds * 1000) {
		// Nothing but work.
	}
}

for (const [where, path] of [['where the system says it', undefined], ['where it does not', '/no/such/file']] as const) {
	test(`the time that a thread works is counted, ${where}`, async t => {
		// The event loop has to turn before it knows of its own activity.
		await setImmediate();
		const worked = createThreadTime(path);
		const before = worked();
		work(100);
		t.true(worked() - before > 30, `${worked() - before} ms`);
	});
}
