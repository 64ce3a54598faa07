import {Worker} from 'node:worker_threads';
import {InternalError} from '../../domain/errors.js';

/** Room for what lives as long as a turn: with the usual 16 MiB, batches under way were copied by the collector again and again, which cost 6 % of a run at full speed and saved no memory. */
const resourceLimits = {maxYoungGenerationSizeMb: 48};

/** A thread that has begun. */
export type EngineThread = {
	readonly worker: Worker;

	/** Why it has ended, whoever listened then. */
	readonly ended: Promise<Error>;
};

/** Begins a thread for a `ThreadedEngine`; its entry creates an engine from its first message, the data, and serves it to its parent port. It keeps no process alive until it has an engine. */
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
