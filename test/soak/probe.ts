import fs from 'node:fs';
import process from 'node:process';
import {threadId} from 'node:worker_threads';

// Loaded into each thread of the program that is watched: says in a file, after a collection, what is still reachable.
const path = process.env.SOAK_HEAP_FILE;
if (path !== undefined && globalThis.gc !== undefined) {
	const collect = globalThis.gc;
	setInterval(() => {
		collect();
		fs.appendFileSync(path, `${threadId} ${process.memoryUsage().heapUsed}\n`);
	}, 10_000).unref();
}
