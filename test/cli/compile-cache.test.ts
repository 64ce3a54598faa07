import module from 'node:module';
import test from 'ava';
import {enableCompileCache} from '../../source/cli/compile-cache.js';

test('under a measurement of coverage the compile cache stays off', t => {
	const environment = Object.fromEntries([['NODE_V8_COVERAGE', 'coverage']]);
	enableCompileCache(environment);
	t.deepEqual(Object.keys(environment), ['NODE_V8_COVERAGE']);
});

test('threads learn the folder of the compile cache where Node.js has one, and a folder that is named stays', t => {
	const environment: NodeJS.ProcessEnv = {};
	enableCompileCache(environment);
	t.is(environment.NODE_COMPILE_CACHE !== undefined, 'enableCompileCache' in module);
	const named: NodeJS.ProcessEnv = Object.fromEntries([['NODE_COMPILE_CACHE', 'named']]);
	enableCompileCache(named);
	t.is(named.NODE_COMPILE_CACHE, 'named');
});
