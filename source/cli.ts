#!/usr/bin/env node
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {enableCompileCache} from './cli/compile-cache.js';
import {endProcess, endProcessAtOnce} from './cli/end-process.js';
import {needsEngine} from './cli/needs-engine.js';
import {refuseInspector, Signals} from './cli/signals.js';
import {StopRequests} from './cli/stop-requests.js';
import {beginThread, type EngineThread} from './engine/thread/begin-thread.js';

// First of all: from here on no signal ends the program without a word.
const signals = new Signals(new StopRequests(() => performance.now()), () => {
	process.stderr.write('Ledger: 0 accepted = 0 delivered; 0 lost.\n');
	endProcessAtOnce(0);
});
const words = process.argv.slice(2);
if (!words.includes('--debug')) {
	refuseInspector();
}

// React looks at it once, when it is loaded: its development build is half as fast and keeps a trace of every frame.
process.env.NODE_ENV = 'production';
enableCompileCache(process.env);
const begin = (): EngineThread => beginThread(new URL('cli/engine-thread.js', import.meta.url));

// The engine's thread begins before anything else is loaded: both load at the same time.
const begun = needsEngine(words) ? begin() : undefined;
const {main} = await import('./cli/main.js');
await endProcess(await main(words, () => begun ?? begin(), signals));
