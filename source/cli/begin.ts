import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {beginThread, type EngineThread} from '../engine/thread/begin-thread.js';
import {enableCompileCache} from './compile-cache.js';
import {endProcess, endProcessAtOnce} from './end-process.js';
import {needsEngine} from './needs-engine.js';
import {refuseInspector, Signals} from './signals.js';
import {stderrWriter} from './stderr.js';
import {StopRequests} from './stop-requests.js';

/**
Begins the program and ends it. Rejects where too few files may be open for the rest of it to be loaded.

@param engineEntry The file that the engine's thread begins with.
*/
export async function begin(words: readonly string[], engineEntry: URL): Promise<never> {
	// First of all: from here on no signal ends the program without a word.
	const signals = new Signals(new StopRequests(() => performance.now()), () => {
		stderrWriter()('Ledger: 0 accepted = 0 delivered; 0 unaccounted.\n');
		endProcessAtOnce(0);
	});
	if (!words.includes('--debug')) {
		refuseInspector();
	}

	// React looks at it once, when it is loaded: its development build is half as fast and keeps a trace of every frame.
	process.env.NODE_ENV = 'production';
	enableCompileCache(process.env);
	const beginEngine = (): EngineThread => beginThread(engineEntry);

	// The engine's thread begins before anything else is loaded: both load at the same time.
	const begun = needsEngine(words) ? beginEngine() : undefined;
	const {main} = await import('./main.js');
	return endProcess(await main(words, () => begun ?? beginEngine(), signals));
}
