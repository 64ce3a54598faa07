import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {ownPath} from '../helpers/folder.js';
import {until} from '../helpers/until.js';
import {
	readReport, recordsIn, runProgram, startProgram,
} from '../helpers/program.js';

/** Numbered records of various lengths. */
function numbered(count: number, from = 0): string {
	return Array.from({length: count}, (_, index) => `${from + index} ${'x'.repeat(index % 200)}\n`).join('');
}

test('several files go into one, byte for byte and in order', async t => {
	const folder = ownPath(t, '');
	const parts = [numbered(40_000), numbered(3, 40_000), '', numbered(40_000, 40_003)];
	for (const [index, part] of parts.entries()) {
		fs.writeFileSync(path.join(folder, `app.${index}.log`), part);
	}

	const {code, lastLine} = await runProgram(t, ['--source', 'file:app.*.log', '--sink', 'file:out', '--max-workers', '1'], {folder});
	t.is(code, 0);
	t.is(lastLine, 'Ledger: 80,003 accepted = 80,003 delivered; 0 lost.');
	t.true(fs.readFileSync(path.join(folder, 'out')).equals(Buffer.from(parts.join(''))));
});

test('a file is read only as fast as its records leave, and SIGINT ends with a whole record', async t => {
	const folder = ownPath(t, '');
	const input = numbered(200_000);
	fs.writeFileSync(path.join(folder, 'in.log'), input);
	const program = startProgram(t, ['--source', 'file:in.log', '--sink', 'file:out', '--rate', '20k', '--max-workers', '1', '--json'], {folder});
	await program.said(/"delivered":\{"records":[1-9]/v);
	program.kill('SIGINT');
	const {code, lastLine} = await program.ended;
	t.is(code, 0);
	t.true(recordsIn(lastLine, 'accepted') < 200_000);
	const output = fs.readFileSync(path.join(folder, 'out'), 'utf8');
	t.true(input.startsWith(output));
	t.true(output.endsWith('\n'));
});

for (const [source, said] of [
	['file:nothing*', 'millrace: no file matches nothing* (quote the pattern, and try it with ls first)'],
	['file:nothing', 'millrace: can\'t read nothing: no such file or directory (ENOENT) (name a file that you may read)'],
	['file:.', 'millrace: can\'t read .: it is a folder (for the files in it say file:./*)'],
] as const) {
	test(`the source ${source} is refused before the first record`, async t => {
		const {code, stderr} = await runProgram(t, ['--source', source, '--sink', 'null']);
		t.is(code, 2);
		t.is(stderr.trimEnd(), said);
	});
}

test('a file that can\'t be read does not end the run: the next is read, it is said and reported, and the exit code is 3', async t => {
	const folder = ownPath(t, '');
	fs.writeFileSync(path.join(folder, 'a.log'), 'a\n');
	fs.symlinkSync('/proc/self/mem', path.join(folder, 'b.log'));
	fs.symlinkSync('/dev/null', path.join(folder, 'c.log'));
	fs.writeFileSync(path.join(folder, 'd.log'), 'd\n');
	const {code, stderr, lastLine} = await runProgram(t, ['--source', 'file:*.log', '--sink', 'file:out', '--report', 'r.json'], {folder});
	t.is(code, 3);
	t.is(fs.readFileSync(path.join(folder, 'out'), 'utf8'), 'a\nd\n');
	t.is(lastLine, 'Ledger: 2 accepted = 2 delivered; 0 lost; 2 files were not read to their end (the first is b.log: i/o error (EIO)).');
	t.regex(stderr, /b\.log was not read \(i\/o error \(EIO\)\)/v);
	t.deepEqual(readReport(folder).unread, {
		count: 2,
		files: [
			{file: 'b.log', bytesRead: 0, reason: 'i/o error (EIO)'},
			{file: 'c.log', bytesRead: 0, reason: 'it is no regular file'},
		],
	});
});

test('a file under several names, and one that is renamed while others are read, is read once', async t => {
	const folder = ownPath(t, '');
	fs.writeFileSync(path.join(folder, 'a.log'), numbered(100_000));
	fs.writeFileSync(path.join(folder, 'b.log'), numbered(3, 100_000));
	fs.linkSync(path.join(folder, 'a.log'), path.join(folder, 'c.log'));
	const program = startProgram(t, ['--source', 'file:*.log', '--sink', 'file:out', '--rate', '100k', '--max-workers', '1', '--json'], {folder});
	await program.said(/"delivered":\{"records":[1-9]/v);
	fs.renameSync(path.join(folder, 'b.log'), path.join(folder, '0.log'));
	fs.renameSync(path.join(folder, 'a.log'), path.join(folder, 'd.log'));
	const {code, lastLine} = await program.ended;
	t.is(code, 0);
	t.true(lastLine.includes('Ledger: 100,003 accepted = 100,003 delivered; 0 lost.'));
});

for (const [title, signal, replaces] of [
	['with SIGHUP', true, false],
	['without a signal', false, false],
	['by a new file, with SIGHUP', true, true],
	['by a new file, without a signal', false, true],
] as const) {
	test(`a sink file that is rotated ${title} loses nothing`, async t => {
		const folder = ownPath(t, '');
		const out = path.join(folder, 'out.log');
		const program = startProgram(t, ['--source', 'synthetic', '--rate', '20k', '--count', '60k', '--sink', 'file:out.log', '--plain'], {folder});
		await until(() => fs.existsSync(out) && fs.statSync(out).size > 0);
		fs.renameSync(out, path.join(folder, 'out.1'));
		if (replaces) {
			fs.writeFileSync(out, '');
		}

		if (signal) {
			program.kill('SIGHUP');
		}

		await until(() => fs.existsSync(out) && fs.statSync(out).size > 0);
		const {code, stderr, lastLine} = await program.ended;
		t.deepEqual([code, lastLine], [0, 'Ledger: 60,000 accepted = 60,000 delivered; 0 lost.']);
		t.regex(stderr, /file:out\.log opened anew/v);
		const lines = ['out.1', 'out.log'].flatMap(name => fs.readFileSync(path.join(folder, name), 'utf8').trim().split('\n'));
		t.is(new Set(lines.map(line => /"seq":(?<sequence>\d+)/v.exec(line)?.groups?.sequence)).size, 60_000);
	});
}

test('what went into a sink file that was removed is said', async t => {
	const folder = ownPath(t, '');
	const out = path.join(folder, 'out.log');
	const program = startProgram(t, ['--source', 'synthetic', '--rate', '20k', '--count', '60k', '--sink', 'file:out.log', '--plain'], {folder});
	await until(() => fs.existsSync(out) && fs.statSync(out).size > 0);
	fs.rmSync(out);
	const {code, stderr} = await program.ended;
	t.is(code, 0);
	const said = Number(/up to (?<records>[\d,]+) records/v.exec(stderr)?.groups?.records?.replaceAll(',', ''));
	const there = fs.readFileSync(out, 'utf8').trim().split('\n').length;
	t.true(said + there >= 60_000, `${said} said and ${there} there`);
	t.true(there > 20_000);
});

test('the record that a kill has torn is said at the next start', async t => {
	const folder = ownPath(t, '');
	fs.writeFileSync(path.join(folder, 'out.log'), 'whole\ntorn reco');
	const {code, stderr} = await runProgram(t, ['--sink', 'file:out.log'], {folder, input: 'next\n'});
	t.is(code, 0);
	t.regex(stderr, /file:out\.log ended within a record: its last 9 bytes have got a newline/v);
	t.is(fs.readFileSync(path.join(folder, 'out.log'), 'utf8'), 'whole\ntorn reco\nnext\n');
});
