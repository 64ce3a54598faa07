import {Worker} from 'node:worker_threads';

/** Room for what lives as long as a turn: with the usual 16 MiB, batches under way were copied by the collector again and again, which cost 6 % of a run at full speed and saved no memory. */
const resourceLimits = {maxYoungGenerationSizeMb: 48};

/** Begins a thread for a `ThreadedEngine`; its entry creates an engine from its first message, the data, and serves it to its parent port. It keeps no process alive until it has an engine. */
export function beginThread(entry: URL): Worker {
	const thread = new Worker(entry, {resourceLimits});
	thread.unref();
	return thread;
}
