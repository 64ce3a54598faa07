import fs from 'node:fs';
import test from 'ava';
import {folderWith} from '../helpers/names.js';
import {
	readReport, recordsIn, startShell, textOf,
} from '../helpers/program.js';

function lettersIn(folder: string): ReadonlyArray<Readonly<Record<string, unknown>>> {
	return textOf(folder, 'dead.ndjson').trimEnd().split('\n').map(line => {
		const letter: unknown = JSON.parse(line);
		return Object.fromEntries(Object.entries(letter ?? {}));
	});
}

for (const [size, how] of [[11, 'just too large'], [100_000, 'larger than a read'], [20_000_000, 'larger than the largest that may pass']] as const) {
	for (const source of ['--source stdin < in', '--source file:in']) {
		test(`a record that is ${how} is kept whole: ${size} bytes, ${source}`, async t => {
			const {folder} = folderWith(t, [['in', `one\n${'x'.repeat(size - 1)}\ntwo\n`]]);
			const {code, lastLine} = await startShell(t, `millrace --plain --sink file:out --dead-letter dead.ndjson --max-record-size 10 --report r.json ${source}`, {folder}).ended;
			t.is(code, 3);
			t.is(lastLine, 'Ledger: 3 accepted = 2 delivered + 1 dead-lettered (in dead.ndjson); 0 unaccounted.');
			const [letter] = lettersIn(folder);
			t.is(letter?.record, 'x'.repeat(size - 1));
			t.is(letter?.truncated, undefined);
			t.is(textOf(folder, 'out'), 'one\ntwo\n');
			t.deepEqual(readReport(folder).ledger.cut, {records: 0, bytes: 0});
		});
	}
}

for (const [what, input] of [['with', String.raw`{ head -c 70000000 /dev/zero | tr "\\0" x; echo; }`], ['without', String.raw`head -c 70000000 /dev/zero | tr "\\0" x`]] as const) {
	test(`one that is too large even for that is marked and counted, ${what} its newline`, async t => {
		const {folder} = folderWith(t);
		const {code, lastLine} = await startShell(t, `${input} | millrace --plain --sink null --dead-letter dead.ndjson --report r.json`, {folder}).ended;
		const kept = 64 * 1024 * 1024;
		t.is(code, 3);
		t.is(lastLine, 'Ledger: 1 accepted = 0 delivered + 1 dead-lettered (in dead.ndjson; of 1 the last 2,891,137 bytes were cut); 0 unaccounted.');
		const [letter] = lettersIn(folder);
		t.like(letter, {truncated: true, size: 70_000_001});
		t.is(String(letter?.record).length, kept);
		const {ledger} = readReport(folder);
		t.deepEqual(ledger.deadLettered, {records: 1, bytes: 70_000_001});
		t.deepEqual(ledger.cut, {records: 1, bytes: 70_000_001 - kept});
	});
}

test('while dead letters can\'t be written refused records wait, and are kept as soon as they can', async t => {
	const {folder, at} = folderWith(t);
	fs.mkdirSync(at('millrace-dead-letter.ndjson'));
	const program = startShell(t, '{ echo one; echo a record that is too large; } | millrace --plain --sink null --max-record-size 10', {folder});
	await program.said('refused records wait');
	await program.said('End of input');
	fs.rmdirSync(at('millrace-dead-letter.ndjson'));
	const {code, lastLine} = await program.ended;
	t.is(code, 3);
	t.is(recordsIn(lastLine, 'dead-lettered'), 1);
	t.regex(textOf(folder, 'millrace-dead-letter.ndjson'), /"record":"a record that is too large"\}\n$/v);
});

for (const [what, make] of [
	['a link to a file', (path: string) => {
		fs.symlinkSync('victim', path);
	}],
	['a link to nothing', (path: string) => {
		fs.symlinkSync('missing', path);
	}],
] as const) {
	test(`${what} in the place of the default name is not followed`, async t => {
		const {folder, at} = folderWith(t, [['victim', 'mine\n']]);
		make(at('millrace-dead-letter.ndjson'));
		const {code, stderr, lastLine} = await startShell(t, 'echo a record that is too large | millrace --plain --sink null --max-record-size 10 --grace 100ms', {folder}).ended;
		t.is(code, 3);
		t.regex(stderr, /it is a link/v);
		t.is(recordsIn(lastLine, 'dropped'), 1);
		t.is(textOf(folder, 'victim'), 'mine\n');
		t.false(fs.existsSync(at('missing')));
	});
}
