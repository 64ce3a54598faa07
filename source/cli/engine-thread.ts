import {parentPort} from 'node:worker_threads';
import {InternalError} from '../domain/errors.js';
import {serveEngine} from '../engine/thread/serve-engine.js';
import type {Settings} from '../settings/settings.js';
import {composeEngine} from './compose-engine.js';

/** What the engine's thread is given to begin with. */
export type EngineThreadData = {
	readonly settings: Settings;
	readonly isVerbose: boolean;
};

if (parentPort === null) {
	throw new InternalError('the engine thread was started as a program of its own');
}

const port = parentPort;
port.once('message', ({settings, isVerbose}: EngineThreadData) => {
	serveEngine(composeEngine(settings, isVerbose), port);
});
