#!/usr/bin/env node
import process from 'node:process';
import {beginThread, type EngineThread} from './engine/thread/begin-thread.js';

// React looks at it once, when it is loaded: its development build is half as fast and keeps a trace of every frame.
process.env.NODE_ENV = 'production';

const words = process.argv.slice(2);
const begin = (): EngineThread => beginThread(new URL('cli/engine-thread.js', import.meta.url));

// First of all, unless it will not be needed: what the engine needs is loaded while the rest is.
const begun = words.includes('--help') || words.includes('--version') ? undefined : begin();
const {main} = await import('./cli/main.js');
process.exitCode = await main(words, () => begun ?? begin());
