import {Worker} from 'node:worker_threads';
import {InternalError} from '../../domain/errors.js';

/** Objects live as long as a tick. With the usual 16 MiB of young generation the collector copied batches in flight again and again: that cost 6 % of a run at full speed and saved no memory. */
const resourceLimits = {maxYoungGenerationSizeMb: 48};

/** A thread that has begun. */
export type EngineThread = {
	readonly worker: Worker;

	/** Why the thread has ended; also for a listener that comes later. */
	readonly ended: Promise<Error>;
};

/** Begins a thread for a `ThreadedEngine`. Its entry creates an engine from the first message and serves it to the parent port. The thread keeps no process alive before it has an engine. */
export function beginThread(entry: URL): EngineThread {
	const worker = new Worker(entry, {resourceLimits});
	worker.unref();
	const ended = new Promise<Error>(resolve => {
		worker.once('error', resolve);
		worker.once('exit', code => {
			resolve(new InternalError(`the engine's thread ended early with exit code ${code}`));
		});
	});
	return {worker, ended};
}
