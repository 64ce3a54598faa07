import {execFileSync, spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {ownPath} from '../helpers/folder.js';
import {
	cli, readReport, runProgram, startProgram, startShell, textOf,
} from '../helpers/program.js';

const words = ['--sink', 'file:out', '--max-workers', '1', '--report', 'r.json', '--plain'];

/** A folder with two whole files, `b.log` and `y.log`. */
function twoFiles(t: Parameters<typeof ownPath>[0]): string {
	const folder = ownPath(t, '');
	fs.writeFileSync(path.join(folder, 'b.log'), 'b1\nb2\n');
	fs.writeFileSync(path.join(folder, 'y.log'), 'y1\n');
	return folder;
}

const gone = 'no such file or directory (ENOENT)';

for (const [title, make, reason] of [
	['a link to nothing', (file: string) => {
		fs.symlinkSync('nothing', file);
	}, gone],
	['a folder', (file: string) => {
		fs.mkdirSync(file);
	}, 'it is a folder'],
	['a named pipe', (file: string) => {
		execFileSync('mkfifo', [file]);
	}, 'it is no regular file'],
	['a file that fails as it is read', (file: string) => {
		fs.symlinkSync('/proc/self/mem', file);
	}, 'i/o error (EIO)'],
] as const) {
	test(`${title} among others is said and counted, the others are read, and the program leaves with 3`, async t => {
		const folder = twoFiles(t);
		make(path.join(folder, 'm.log'));
		const {code, stderr, lastLine} = await runProgram(t, ['--source', 'file:*.log', ...words], {folder});
		t.is(code, 3);
		t.is(textOf(folder, 'out'), 'b1\nb2\ny1\n');
		t.true(stderr.includes(`Source: m.log was not read (${reason})\n`));
		t.is(lastLine, `Ledger: 3 accepted = 3 delivered; 0 unaccounted; m.log was not read to its end (${reason}).`);
		t.deepEqual(readReport(folder).unread, {
			count: 1, files: [{
				file: 'm.log', bytesRead: 0, recordsRead: 0, reason,
			}],
		});
	});
}

/** Runs the program as a user who is not root, where root runs the tests: root may read everything. */
const asNobody = process.getuid?.() === 0 ? 'setpriv --reuid=65534 --regid=65534 --clear-groups ' : '';
const canBeNobody = spawnSync('sh', ['-c', `${asNobody}test -r '${cli}'`]).status === 0;

for (const [source, code, said] of [
	['d/**/*.log', 3, /Source: d\/shut was not read \(permission denied \(EACCES\)\)[\s\S]*Ledger: 1 accepted = 1 delivered; 0 unaccounted; 2 files were not read to their end/v],
	['d/*.log', 3, /Source: d\/a\.log was not read \(permission denied \(EACCES\)\)[\s\S]*Ledger: 1 accepted = 1 delivered; 0 unaccounted; d\/a\.log was not read to its end/v],
	['d/a.log', 2, /^millrace: can't read d\/a\.log: permission denied \(EACCES\) \(name a file that you may read\)\n$/v],
	['d/a.*', 2, /^millrace: can't read d\/a\.log: permission denied \(EACCES\) \(name a file that you may read\)\n$/v],
	['d/shut/*', 2, /^millrace: can't read d\/shut\/\*: permission denied \(EACCES\)/v],
	['d/sh*/*', 2, /^millrace: can't read d\/shut: permission denied \(EACCES\)/v],
	['d/**/*.txt', 3, /Source: d\/seen\/c\.txt was not read \(permission denied \(EACCES\)\)/v],
	['d/shut/x', 2, /^millrace: can't read d\/shut\/x: permission denied \(EACCES\)/v],
] as const) {
	(canBeNobody ? test : test.skip)(`what may not be read is said: ${source}`, async t => {
		const folder = ownPath(t, '');
		fs.chmodSync(folder, 0o777);
		fs.mkdirSync(path.join(folder, 'd'));
		fs.writeFileSync(path.join(folder, 'd', 'a.log'), 'a\n', {mode: 0});
		fs.writeFileSync(path.join(folder, 'd', 'b.log'), 'b\n');
		fs.writeFileSync(path.join(folder, 'd', 'b.txt'), 'b\n');
		fs.mkdirSync(path.join(folder, 'd', 'shut'), {mode: 0});
		// Its names may be listed, but nothing in it may be looked at.
		fs.mkdirSync(path.join(folder, 'd', 'seen'));
		fs.writeFileSync(path.join(folder, 'd', 'seen', 'c.txt'), 'c\n');
		fs.chmodSync(path.join(folder, 'd', 'seen'), 0o444);
		const outcome = await startShell(t, `exec ${asNobody}'${process.execPath}' '${cli}' --source 'file:${source}' --sink null --plain`, {folder}).ended;
		t.is(outcome.code, code);
		t.regex(outcome.stderr, said);
	});
}

test('where not one file of a pattern can be opened at the start, it is refused', async t => {
	const folder = ownPath(t, '');
	fs.symlinkSync('nothing', path.join(folder, 'a.log'));
	fs.mkdirSync(path.join(folder, 'b.log'));
	const {code, stderr} = await runProgram(t, ['--source', 'file:*.log', '--sink', 'null', '--plain'], {folder});
	t.is(code, 2);
	t.is(stderr.trimEnd(), `millrace: can't read any file that matches *.log: a.log: ${gone}, b.log: it is a folder (name files that you may read)`);
});

test('where all files fail once they are open, nothing is delivered, and the program leaves with 3', async t => {
	const folder = ownPath(t, '');
	fs.symlinkSync('/proc/self/mem', path.join(folder, 'a.log'));
	fs.symlinkSync('/proc/thread-self/mem', path.join(folder, 'b.log'));
	const {code, lastLine} = await runProgram(t, ['--source', 'file:*.log', '--sink', 'null', '--plain'], {folder});
	t.is(code, 3);
	t.regex(lastLine, /^Ledger: 0 accepted = 0 delivered; 0 unaccounted; 2 files were not read to their end \(the first is a\.log: i\/o error \(EIO\)\)\.$/v);
});

/** A run over a file of which only a little passes a second: what comes meanwhile comes before its end. */
async function slowRun(t: Parameters<typeof ownPath>[0], folder: string, meanwhile: () => void) {
	fs.writeFileSync(path.join(folder, 'a.log'), `${'x'.repeat(200)}\n`.repeat(6000));
	const program = startProgram(t, ['--source', 'file:*.log', '--rate', '5k', ...words], {folder});
	await program.said('Running');
	meanwhile();
	return program.ended;
}

test('a file that is removed before its turn is said, and the rest is read', async t => {
	const folder = twoFiles(t);
	const {code, stderr, lastLine} = await slowRun(t, folder, () => {
		fs.rmSync(path.join(folder, 'b.log'));
	});
	t.is(code, 3);
	t.true(stderr.includes(`Source: b.log was not read (${gone})`));
	t.is(lastLine, `Ledger: 6,001 accepted = 6,001 delivered; 0 unaccounted; b.log was not read to its end (${gone}).`);
});

test('a file that is cut while it is read is said, with how far it was read', async t => {
	const folder = twoFiles(t);
	const {code, stderr, lastLine} = await slowRun(t, folder, () => {
		fs.truncateSync(path.join(folder, 'a.log'), 10);
	});
	t.is(code, 3);
	t.regex(stderr, /Source: a\.log was read for [\d,]+ records \([\d,]+ bytes\), and not further \(it was cut to 10 bytes while it was read\)/v);
	t.regex(lastLine, /; a\.log was not read to its end \(it was cut to 10 bytes while it was read\)\.$/v);
	const {unread, accepted} = readReport(folder);
	t.is(accepted, (unread?.files[0]?.recordsRead ?? 0) + 3 + 1, 'what was torn is a dead letter');
});

test('files are read once, whatever names they have and get, and new ones as well', async t => {
	const folder = twoFiles(t);
	fs.linkSync(path.join(folder, 'b.log'), path.join(folder, 'c.log'));
	fs.symlinkSync('y.log', path.join(folder, 'z.log'));
	const {code, lastLine} = await slowRun(t, folder, () => {
		fs.renameSync(path.join(folder, 'y.log'), path.join(folder, '0.log'));
		fs.writeFileSync(path.join(folder, '1.log'), 'new\n');
	});
	t.is(code, 0);
	t.is(lastLine, 'Ledger: 6,004 accepted = 6,004 delivered; 0 unaccounted.');
	t.true(textOf(folder, 'out').endsWith('b1\nb2\ny1\nnew\n'));
});

test('a read error on stdin is said, and the program leaves with 3', async t => {
	const memory = fs.openSync('/proc/self/mem', 'r');
	const {code, lastLine} = await runProgram(t, ['--source', 'stdin', '--sink', 'null', '--plain'], {stdio: [memory, 'pipe', 'pipe']});
	fs.closeSync(memory);
	t.is(code, 3);
	t.is(lastLine, 'Ledger: 0 accepted = 0 delivered; 0 unaccounted; stdin was not read to its end (i/o error (EIO)).');
});
