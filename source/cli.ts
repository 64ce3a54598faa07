#!/usr/bin/env node
import process from 'node:process';
import {enableCompileCache} from './cli/compile-cache.js';
import {needsEngine} from './cli/needs-engine.js';
import {beginThread, type EngineThread} from './engine/thread/begin-thread.js';

// React looks at it once, when it is loaded: its development build is half as fast and keeps a trace of every frame.
process.env.NODE_ENV = 'production';
enableCompileCache(process.env);

const words = process.argv.slice(2);
const begin = (): EngineThread => beginThread(new URL('cli/engine-thread.js', import.meta.url));

// The engine's thread begins before anything else is loaded: both load at the same time.
const begun = needsEngine(words) ? begin() : undefined;
const {main} = await import('./cli/main.js');
process.exitCode = await main(words, () => begun ?? begin());
