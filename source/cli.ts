#!/usr/bin/env node
import process from 'node:process';
import {beginThread} from './engine/thread/begin-thread.js';

// React looks at it once, when it is loaded: its development build is half as fast and keeps a trace of every frame.
process.env.NODE_ENV = 'production';

// First of all: what the engine needs is loaded while the rest is.
const thread = beginThread(new URL('engine-thread.js', import.meta.url));
const {main} = await import('./main.js');
process.exitCode = await main(process.argv.slice(2), thread);
