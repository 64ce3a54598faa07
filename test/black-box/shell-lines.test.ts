import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {ownPath} from '../helpers/folder.js';
import {
	readDeadLetters, readReport, recordsIn, runProgram, startProgram, startShell, textOf,
} from '../helpers/program.js';

test('a million records of seq arrive in a file, each of them and nothing else, and the last word is the ledger', async t => {
	const program = startShell(t, 'seq 1 1000000 | millrace --sink file:out.log');
	const {code, lastLine} = await program.ended;
	t.is(code, 0);
	t.is(lastLine, 'Ledger: 1,000,000 accepted = 1,000,000 delivered; 0 unaccounted.');
	const lines = textOf(program.folder, 'out.log').split('\n');
	t.is(lines.pop(), '');
	const numbers = Float64Array.from(lines, Number).toSorted();
	t.true(numbers.every((number, index) => number === index + 1));
	t.is(numbers.length, 1_000_000);
});

test('with one worker the order is the input\'s, byte for byte', async t => {
	const program = startShell(t, 'seq 1 200000 > in.log; cat in.log | millrace --sink file:out.log --max-workers 1 && cmp in.log out.log && millrace --max-workers 1 < in.log | cmp in.log -');
	const {code} = await program.ended;
	t.is(code, 0);
});

test('empty lines, CRLF, NULs, invalid UTF-8 and a line of 10 MB pass byte for byte; a missing last newline is added', async t => {
	const odd = Buffer.concat([
		Buffer.from('\n\n\r\na\0b\r\n\0\n☃\n'),
		Buffer.from([0xFF, 0xFE, 0xC3, 0x28, 0x0A]),
		Buffer.alloc(10_000_000, 'x'),
		Buffer.from('\n\n no newline'),
	]);
	const {code, stdout, lastLine} = await runProgram(t, ['--max-workers', '1'], {input: odd});
	t.is(code, 0);
	t.true(Buffer.concat([odd, Buffer.from('\n')]).equals(stdout));
	t.is(recordsIn(lastLine, 'delivered'), 10);
});

test('what is appended to a file stands behind what was there', async t => {
	const program = startShell(t, 'echo before > out.log; echo one | millrace --sink file:out.log; echo two | millrace --sink file:out.log');
	const {code} = await program.ended;
	t.is(code, 0);
	t.is(textOf(program.folder, 'out.log'), 'before\none\ntwo\n');
});

test('no input at all is delivered at once', async t => {
	const {code, stdout, lastLine} = await runProgram(t, [], {input: ''});
	t.deepEqual([code, stdout.length, lastLine], [0, 0, 'Ledger: 0 accepted = 0 delivered; 0 unaccounted.']);
});

test('a record over the limit is dead-lettered with its reason, and its neighbours pass', async t => {
	const folder = ownPath(t, '');
	const {code, stdout, stderr, lastLine} = await runProgram(t, ['--max-record-size', '100', '--dead-letter', 'dead.ndjson', '--max-workers', '1'], {
		folder, input: `${'a'.repeat(99)}\n${'b'.repeat(100)}\nc\n${'d'.repeat(5000)}`,
	});
	t.is(code, 3);
	t.is(Buffer.from(stdout).toString(), `${'a'.repeat(99)}\nc\n`);
	t.is(lastLine, 'Ledger: 4 accepted = 2 delivered + 2 dead-lettered (in dead.ndjson); 0 unaccounted.');
	t.true(stderr.includes('a record of 101 bytes is larger than --max-record-size, 100 bytes'));
	t.deepEqual(readDeadLetters(folder).map(({reason}) => reason), [
		'a record of 101 bytes is larger than --max-record-size, 100 bytes',
		'a record of 5001 bytes is larger than --max-record-size, 100 bytes',
	]);
});

test('generated records are numbered without a gap, in the seed\'s words', async t => {
	const {code, stdout, lastLine} = await runProgram(t, ['--count', '1234', '--rate', 'max', '--sink', 'stdout', '--max-workers', '1']);
	t.is(code, 0);
	t.is(lastLine, 'Ledger: 1,234 accepted = 1,234 delivered; 0 unaccounted.');
	const lines = Buffer.from(stdout).toString().trimEnd().split('\n');
	t.is(lines.length, 1234);
	for (const [index, line] of lines.entries()) {
		t.regex(line, new RegExp(String.raw`^\{"msg":"hello from producer","level":"INFO","ts":\d{16},"seq":${index + 1}\}$`, 'v'));
	}
});

test('a count is kept on real input, too', async t => {
	const {code, stdout} = await runProgram(t, ['--source', 'stdin', '--count', '10', '--max-workers', '1'], {input: 'x\n'.repeat(1000)});
	t.deepEqual([code, stdout.length], [0, 20]);
});

test('without a terminal there is a line a second, and the report says what the sentence says', async t => {
	const folder = ownPath(t, '');
	const {code, stdout, stderr, lastLine} = await runProgram(t, ['--rate', '50k', '--duration', '2s', '--sink', 'null', '--plain', '--report', 'r.json'], {folder});
	t.is(code, 0);
	t.is(stdout.length, 0);
	t.regex(stderr, /^\[METRICS\] Produced=\d+\/s \| Processed=\d+\/s \| Queue=\d+\/1500 \| Workers=\d+$/mv);
	t.regex(stderr, /^Program finished$/mv);
	const report = readReport(folder);
	t.is(report.accepted, recordsIn(lastLine, 'accepted'));
	t.is(report.delivered, report.accepted);
	t.is(report.lost, 0);
	t.like(report, {
		outcome: 'stopped', deadLettered: 0, dropped: 0, left: 0, resent: 0,
	});
	t.true((report.latencyMs?.p99 ?? 0) > 0 && report.rates.produced > 0 && report.workers.peak > 0 && report.elapsedMs >= 2000);
	t.true(report.accepted > 50_000 && report.accepted <= 105_000, `${report.accepted} records in 2 s at 50k/s`);
});

test('as JSON every line is a balanced snapshot, and the last is the report with the sentence', async t => {
	const {code, stderr} = await runProgram(t, ['--rate', '20k', '--duration', '1200ms', '--sink', 'null', '--json']);
	t.is(code, 0);
	const lines: readonly unknown[] = stderr.trimEnd().split('\n').map((line): unknown => JSON.parse(line));
	t.true(lines.length > 2);
	for (const line of lines.slice(0, -1)) {
		t.like(line, {lost: 0});
	}

	t.like(lines.at(-1), {report: {outcome: 'stopped', lost: 0, left: 0}});
	t.regex(stderr, /"sentence":"Ledger: [\d,]+ accepted = [\d,]+ delivered; 0 unaccounted\."\}\n$/v);
});

test('verbose lines tell each flush', async t => {
	const {stderr} = await runProgram(t, ['--count', '57', '--rate', 'max', '--sink', 'null', '--max-workers', '1', '--plain', '--verbose']);
	t.regex(stderr, /^Worker 1 flushed batch of 50 logs$/mv);
	t.regex(stderr, /^Worker 1 flushed batch of 7 logs$/mv);
});

for (const [what, redirection] of [['closed', '<&-'], ['/dev/null', '</dev/null'], ['a closed pipe of all three', '<&- >&- 2>&-']] as const) {
	test(`with ${what} as stdin the records are generated`, async t => {
		const program = startShell(t, `millrace --count 100 --sink null --report r.json ${redirection}`);
		const {code} = await program.ended;
		t.is(code, 0);
		t.is(readReport(program.folder).delivered, 100);
	});
}

test('a report on stdout is alone there', async t => {
	const {stdout} = await runProgram(t, ['--count', '10', '--sink', 'null', '--report', '-']);
	t.like(JSON.parse(Buffer.from(stdout).toString()), {accepted: 10, delivered: 10, lost: 0});
});

for (const [what, line] of [
	['generated', 'millrace --rate max --sink stdout'],
	['real', 'yes | millrace'],
] as const) {
	test(`a reader that leaves ends a run of ${what} records, which says what was dropped`, async t => {
		const program = startShell(t, `{ ${line}; echo $? > code; } | head -3`);
		const {code, stdout, stderr, lastLine} = await program.ended;
		t.is(code, 0);
		t.is(Buffer.from(stdout).toString().trimEnd().split('\n').length, 3);
		t.true(stderr.includes('its reader has closed it'));
		t.false(stderr.includes('    at '));
		t.true(recordsIn(lastLine, 'dropped') > 0);
		t.is(recordsIn(lastLine, 'accepted'), recordsIn(lastLine, 'delivered') + recordsIn(lastLine, 'dropped'));
		t.is(textOf(program.folder, 'code').trim(), '3');
	});
}

test('a full disk is said and waited for; an abort tells what is left', async t => {
	const folder = ownPath(t, '');
	fs.symlinkSync('/dev/full', path.join(folder, 'full.log'));
	const program = startProgram(t, ['--rate', '1k', '--sink', 'file:full.log'], {folder});
	await program.said('no space left on device (ENOSPC)');
	program.kill('SIGTERM');
	await program.said('Shutdown signal received!');
	// Within a second of the first, a signal is the same request.
	const again = setInterval(() => {
		program.kill('SIGTERM');
	}, 300);
	const {code, lastLine} = await program.ended;
	clearInterval(again);
	t.is(code, 3);
	t.is(recordsIn(lastLine, 'delivered'), 0);
	t.is(recordsIn(lastLine, 'not delivered'), recordsIn(lastLine, 'accepted'));
});

test('dead letters that can\'t be written are waited for, and dropped at the end with that reason', async t => {
	const {code, lastLine} = await runProgram(t, ['--max-record-size', '10', '--dead-letter', '/dev/full', '--sink', 'null', '--grace', '100ms'], {input: `${'x'.repeat(20)}\ny\n`});
	t.is(code, 3);
	t.is(lastLine, 'Ledger: 2 accepted = 1 delivered + 1 dropped (the dead letters could not be written); 0 unaccounted.');
});
