import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import test from 'ava';
import {openPipe, readAll} from '../helpers/pipe.js';
import {ownPath} from '../helpers/folder.js';
import {until} from '../helpers/until.js';
import {
	readDeadLetters, readReport, recordsIn, startProgram, startShell, textOf,
} from '../helpers/program.js';

const read = promisify(fs.read);

function sequence(count: number): string {
	return Array.from({length: count}, (_, index) => `${index + 1}\n`).join('');
}

test('a writer that trickles is read as it writes, and half a record waits for its other half', async t => {
	const program = startShell(t, 'cat | millrace --max-workers 1 --batch-timeout 10ms | cat', {stdio: 'pipe'});
	let expected = '';
	const arrived = async (text: string) => {
		expected += text;
		await program.wrote(bytes => bytes.length >= expected.length);
		t.is(Buffer.from(program.stdout()).toString(), expected);
	};

	program.stdin.write('one\ntwo\nthr');
	await arrived('one\ntwo\n');
	program.stdin.write('ee\n');
	await arrived('three\n');
	program.stdin.write('\n\n');
	await arrived('\n\n');
	program.stdin.end('last');
	const {code} = await program.ended;
	t.is(code, 0);
	t.is(Buffer.from(program.stdout()).toString(), `${expected}last\n`);
});

test('a file that is followed is shipped as it grows', async t => {
	const folder = ownPath(t, '');
	const log = path.join(folder, 'app.log');
	fs.writeFileSync(log, 'first\n');
	const program = startShell(t, 'sh -c \'echo $$ > pid; exec tail -n +1 -F app.log\' | millrace --max-workers 1 --batch-timeout 10ms', {folder});
	await program.wrote(bytes => bytes.length === 6);
	fs.appendFileSync(log, 'second\n');
	await program.wrote(bytes => bytes.length === 13);
	process.kill(Number(textOf(folder, 'pid')));
	const {code, stdout} = await program.ended;
	t.is(code, 0);
	t.is(Buffer.from(stdout).toString(), 'first\nsecond\n');
});

test('a reader that is slow gets every record, however often the pipe is full', async t => {
	const {readEnd, writeEnd} = openPipe(t);
	const input = sequence(300_000);
	const program = startProgram(t, ['--max-workers', '1'], {stdio: ['pipe', writeEnd, 'pipe']});
	fs.closeSync(writeEnd);
	program.stdin.end(input);
	await program.said('Running');
	// Small pieces, one a turn: the pipe is full nearly all the time.
	const expected = createHash('sha256').update(input).digest('hex');
	const received = createHash('sha256');
	const piece = Buffer.alloc(3000);
	let total = 0;
	while (total < input.length) {
		const length = await readSome(readEnd, piece);
		received.update(piece.subarray(0, length));
		total += length;
	}

	const {code, lastLine} = await program.ended;
	t.is(code, 0);
	t.is(lastLine, 'Ledger: 300,000 accepted = 300,000 delivered; 0 unaccounted.');
	t.is(received.digest('hex'), expected);
	fs.closeSync(readEnd);
});

async function readSome(fd: number, piece: Uint8Array): Promise<number> {
	for (;;) {
		try {
			const {bytesRead} = await read(fd, piece, 0, piece.length, null);
			return bytesRead;
		} catch (error) {
			// Empty for the moment.
			if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) {
				throw error;
			}
		}
	}
}

test('a reader that takes nothing holds the whole pipeline back, and it goes on when it does', async t => {
	const {readEnd, writeEnd} = openPipe(t);
	const program = startShell(t, 'yes | head -n 2000000 | millrace --max-workers 1 --json', {stdio: ['ignore', writeEnd, 'pipe']});
	fs.closeSync(writeEnd);
	await program.said(/"pressure":"blocked"/v);
	const received = Buffer.from(await readAll(readEnd));
	await program.ended;
	t.true(received.equals(Buffer.from('y\n'.repeat(2_000_000))));
	t.true(program.stderr().includes('2,000,000 accepted = 2,000,000 delivered; 0 unaccounted.'));
});

for (const [what, words] of [
	['that is finished', ['--sink-latency', '10ms']],
	['that is aborted', ['--sink-latency', '1h', '--grace', '500ms']],
] as const) {
	test(`a drain ${what} takes nothing out of a pipe that it does not account for`, async t => {
		const {readEnd, writeEnd} = openPipe(t);
		const writer = fs.openSync(`/proc/self/fd/${writeEnd}`, fs.constants.O_WRONLY + fs.constants.O_NONBLOCK);
		// No number of whole records fills a read: each read ends within one.
		const input = Buffer.from(`${'x'.repeat(126)}\n`.repeat(40_000));
		const program = startProgram(t, ['--sink', 'simulated', ...words, '--queue-size', '100', '--json', '--report', 'r.json'], {stdio: [readEnd, 'ignore', 'pipe']});
		let written = 0;
		const fill = () => {
			try {
				while (written < input.length) {
					written += fs.writeSync(writer, input, written);
				}
			} catch {
				// The pipe is full.
			}
		};

		// The pipe is kept full, so that the program's reader rests when the drain begins.
		await until(() => {
			fill();
			return program.stderr().includes('"pressure":"blocked"');
		});
		fill();
		program.kill('SIGINT');
		const {lastLine} = await program.ended;
		fs.closeSync(writer);
		fs.closeSync(writeEnd);
		const rest = fs.readFileSync(readEnd).length;
		const {ledger} = readReport(program.folder);
		// A record of which half was read is a dead letter.
		const missing = written - rest - ledger.accepted.bytes;
		t.true(missing === 0 || missing === -1, `${missing} of ${written} bytes are neither accounted for nor in the pipe: ${lastLine}`);
		t.true(recordsIn(lastLine, 'accepted') > 0);
		// Over its bound the queue takes only what one read gave.
		t.true(ledger.queued.bytes <= (101 * 127) + (64 * 1024));
	});
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	test(`half a record is a dead letter where ${signal} ends the run`, async t => {
		const {readEnd, writeEnd} = openPipe(t);
		const program = startProgram(t, ['--sink', 'stdout', '--max-workers', '1', '--batch-timeout', '10ms', '--dead-letter', 'dead.ndjson'], {stdio: [readEnd, 'pipe', 'pipe']});
		fs.writeSync(writeEnd, 'a\nb');
		await program.wrote(bytes => bytes.length === 2);
		program.kill(signal);
		const {code, stdout, lastLine} = await program.ended;
		fs.closeSync(writeEnd);
		t.is(Buffer.from(stdout).toString(), 'a\n');
		t.is(lastLine, 'Ledger: 2 accepted = 1 delivered + 1 dead-lettered (in dead.ndjson); 0 unaccounted.');
		t.is(code, 3);
		t.like(readDeadLetters(program.folder), [{record: 'b', reason: 'the end of this record had not come on stdin when it was stopped'}]);
	});
}
