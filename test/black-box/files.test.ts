import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {ownPath} from '../helpers/folder.js';
import {
	recordsIn, runProgram, startProgram,
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
	t.is(lastLine, 'Ledger: 80,003 accepted = 80,003 delivered; 0 unaccounted.');
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
	t.true(lastLine.includes('Ledger: 100,003 accepted = 100,003 delivered; 0 unaccounted.'));
});

test('the record that a kill has torn is said at the next start', async t => {
	const folder = ownPath(t, '');
	fs.writeFileSync(path.join(folder, 'out.log'), 'whole\ntorn reco');
	const {code, stderr} = await runProgram(t, ['--sink', 'file:out.log'], {folder, input: 'next\n'});
	t.is(code, 0);
	t.regex(stderr, /file:out\.log ended within a record: its last 9 bytes have got a newline/v);
	t.is(fs.readFileSync(path.join(folder, 'out.log'), 'utf8'), 'whole\ntorn reco\nnext\n');
});
