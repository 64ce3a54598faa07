#!/usr/bin/env node
import process from 'node:process';

// React looks at it once, when it is loaded: its development build is half as fast and keeps a trace of every frame.
process.env.NODE_ENV = 'production';

const {main} = await import('./main.js');
process.exitCode = await main(process.argv.slice(2));
