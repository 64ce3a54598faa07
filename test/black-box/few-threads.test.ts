import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {moduleFile} from '../helpers/module-file.js';
import {cli, runProgram, withoutCoverage} from '../helpers/program.js';
import {assertRestored, openSession} from '../helpers/session.js';

const line = /^millrace: the system refuses a thread: expected room for 16 threads or more, got less \(see ulimit -u, .*\)\n$/v;

/** Puts a worker in the place of Node's that fails as Node's does at a limit. */
function failing(how: string): string {
	return `import threads from 'node:worker_threads';
import {syncBuiltinESMExports} from 'node:module';
import {EventEmitter} from 'node:events';
const failure = () => Object.assign(new Error('EAGAIN'), {code: 'ERR_WORKER_INIT_FAILED'});
threads.Worker = class extends EventEmitter {
	constructor() {
		super();
		${how}
	}

	ref() {}
	unref() {}
	postMessage() {}
	async terminate() {}
};
syncBuiltinESMExports();
`;
}

const ways = [
	['is refused at once', 'throw failure();'],
	['is refused a moment later', 'setImmediate(() => this.emit(\'error\', failure()));'],
	['is refused once the program is loaded', 'setTimeout(() => this.emit(\'error\', failure()), 400);'],
] as const;

for (const [title, how] of ways) {
	test.serial(`a thread that ${title} is said in a line, and the exit code is 1`, async t => {
		for (const words of [['--plain'], ['--json'], ['--plain', '--debug']]) {
			const {code, stderr} = await runProgram(t, words, {env: moduleFile(t, failing(how))});
			t.is(code, 1);
			t.regex(stderr, line);
		}
	});

	test.serial(`a thread that ${title} is said on a clean terminal`, async t => {
		const terminal = openSession(t, [], {env: Object.entries(moduleFile(t, failing(how))), columns: 200});
		t.deepEqual(await terminal.exited, {code: 1, signal: 0});
		assertRestored(t, terminal);
		t.regex(`${terminal.text()}\n`, line);
	});
}

const canBeOther = process.getuid?.() === 0 && spawnSync('setpriv', ['--version']).status === 0 && spawnSync('prlimit', ['--version']).status === 0;
const testAsOther = canBeOther ? test.serial : test.serial.skip;

testAsOther('at a real limit of processes it runs, or says so in a line; below that Node.js itself can\'t begin', t => {
	// The user needs a folder that it may enter, and no processes of its own.
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'millrace-threads-'));
	fs.chmodSync(folder, 0o777);
	t.teardown(() => {
		fs.rmSync(folder, {recursive: true});
	});
	const outcomes = Array.from({length: 8}, (_, index) => {
		const user = String(61_000 + index);
		const {status, stderr} = spawnSync('prlimit', [`--nproc=${index + 9}`, '--core=0', 'setpriv', `--reuid=${user}`, '--clear-groups', process.execPath, cli, '--plain', '--count', '10'], {
			cwd: folder, env: {...process.env, ...withoutCoverage}, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 20_000, killSignal: 'SIGKILL',
		});
		return {status, stderr};
	});
	const begun = outcomes.filter(({status}) => status !== null && status <= 3);
	t.is(begun.at(-1)?.status, 0, begun.at(-1)?.stderr);
	for (const {status, stderr} of begun.filter(({status}) => status !== 0)) {
		t.is(status, 1);
		t.regex(stderr, line);
	}
});
