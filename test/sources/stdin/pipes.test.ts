import {execFileSync, spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {once} from 'node:events';
import fs from 'node:fs';
import process from 'node:process';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {ownPath} from '../../helpers/folder.js';
import {until} from '../../helpers/until.js';

const pump = `'${process.execPath}' '${fileURLToPath(new URL('../../helpers/pump.js', import.meta.url))}'`;

type Outcome = {
	readonly stdout: string;
	readonly report: unknown;
};

/** Runs a line of shell in which `pump` stands for the real source and sink in a worker thread. */
async function run(line: string): Promise<Outcome> {
	const child = spawn('bash', ['-c', `pump() { ${pump} "$@"; }; ${line}`]);
	const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
	const report: unknown = JSON.parse(stderr.trim().split('\n').at(-1) ?? '');
	return {stdout, report};
}

function allOf(records: number): Record<string, unknown> {
	return {
		read: records, delivered: records, closed: 0, failed: 0, refused: [], errors: [],
	};
}

test('a fast writer and a fast reader: every record passes, in order', async t => {
	const {stdout, report} = await run('seq 1 1000000 | pump');
	t.is(createHash('md5').update(stdout).digest('hex'), '8a7095c1c23bfadc311fe6b16d950582');
	t.like(report, allOf(1_000_000));
});

test('a writer that trickles is read as it writes, and to its end', async t => {
	// `cat` on both sides makes real pipes of what are sockets otherwise.
	const child = spawn('bash', ['-c', `cat | ${pump} | cat`]);
	const ended = once(child, 'close');
	let output = '';
	child.stdout.setEncoding('utf8').on('data', (piece: string) => {
		output += piece;
	});
	let expected = '';
	const pass = async (line: string): Promise<void> => {
		child.stdin.write(line);
		expected += line;
		await until(() => output.length >= expected.length);
		t.is(output, expected);
	};

	await pass('line 1\n');
	await pass('line 2\n\n');
	await pass('line 3\n');
	child.stdin.end('tail');
	await ended;
	t.is(output, `${expected}tail\n`);
});

test('a slow reader loses nothing', async t => {
	const program = [
		'const {readSync} = require("fs"), piece = Buffer.alloc(8192), lock = new Int32Array(new SharedArrayBuffer(4));',
		'let size = 0, length;',
		'while ((length = readSync(0, piece)) > 0) { size += length; Atomics.wait(lock, 0, 0, 1); }',
		'console.log(size);',
	].join(' ');
	const {stdout, report} = await run(`seq 1 300000 | pump | '${process.execPath}' -e '${program}'`);
	t.is(stdout, '1988895\n');
	t.like(report, allOf(300_000));
});

test('a reader that leaves early ends the run: nothing is confirmed that was not taken', async t => {
	const {stdout, report} = await run('yes | pump | head -n 3');
	t.is(stdout, 'y\ny\ny\n');
	t.like(report, {failed: 0, errors: []});
	const {read, delivered, closed} = Object.fromEntries(Object.entries(report ?? {}).map(([name, value]) => [name, Number(value)]));
	t.is((delivered ?? 0) + (closed ?? 0), read ?? 0);
	t.true((closed ?? 0) > 0);
});

test('from a file to a file', async t => {
	const input = ownPath(t, 'in.log');
	const output = ownPath(t, 'out.log');
	execFileSync('bash', ['-c', `seq 1 500000 > ${input}`]);
	const {report} = await run(`pump < ${input} > ${output}`);
	t.like(report, allOf(500_000));
	t.true(fs.readFileSync(input).equals(fs.readFileSync(output)));
});

for (const redirection of ['</dev/null', '<&-']) {
	test(`with stdin ${redirection} there is nothing to read`, async t => {
		t.like(await run(`pump ${redirection}`), {stdout: '', report: allOf(0)});
	});
}

test('an endless line is refused once it ends and takes no memory but for what is kept of it', async t => {
	const limit = 4 * 1024 * 1024;
	const {stdout, report} = await run(`{ head -c 400M /dev/zero; echo; echo ok; } | pump ${limit}`);
	t.is(stdout, 'ok\n');
	t.like(report, {delivered: 1, refused: [{kept: 64 * 1024 * 1024, size: (400 * 1024 * 1024) + 1}]});
	const {resident} = Object.fromEntries(Object.entries(report ?? {}));
	t.true(Number(resident) < 256 * 1024 * 1024);
});
