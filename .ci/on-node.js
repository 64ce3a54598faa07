// Runs an npm script of this package on another Node.js, from the npm package `node`: `npm run test:node -- 24`, `npm run test:node -- 24 unit`.
import {spawnSync} from 'node:child_process';
import process from 'node:process';

/** The exit code of the script, or 2 where the words are no version and no script. */
function main([version = '', script = 'test']) {
	if (!/^\d+(?:\.\d+){0,2}$/v.test(version) || !/^[\w:]+$/v.test(script)) {
		process.stderr.write('expected a version of Node.js and, if not test, a script: npm run test:node -- 24 unit\n');
		return 2;
	}

	// The tests start the program with the Node.js that runs them, so that all of it is on this version.
	return spawnSync('npx', ['--yes', '-p', `node@${version}`, '-c', `node --version && npm run ${script}`], {stdio: 'inherit'}).status ?? 1;
}

process.exitCode = main(process.argv.slice(2));
