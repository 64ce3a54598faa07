import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import test from 'ava';
import {createRandom} from '../../source/engine/seeded-random.js';
import {ownPath} from '../helpers/folder.js';
import {openReceiver} from '../helpers/http-receiver.js';
import {
	recordsIn, startProgram, type Program,
} from '../helpers/program.js';
import {until} from '../helpers/until.js';

const random = createRandom(20_250_106);

/** When a signal comes, in milliseconds after the start. It is the stimulus that is timed here; what follows is waited for. */
const moments = Array.from({length: 6}, (_, index) => Math.round(random() * 250 * (index + 1)));

function sequenceOf(lines: readonly string[]): number[] {
	return lines.map(line => Number(/"seq":(\d+)/v.exec(line)?.[1])).toSorted((a, b) => a - b);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	test(`whenever a ${signal} comes, with a sink of 1.5 s, everything that was accepted is delivered`, async t => {
		await Promise.all(moments.map(async moment => {
			const program = startProgram(t, ['--rate', '1k', '--sink-latency', '1500ms', '--plain']);
			await program.said('Running');
			await delay(moment);
			program.kill(signal);
			const {code, lastLine, stderr} = await program.ended;
			t.is(code, 0);
			t.true(stderr.includes('Shutdown signal received!'));
			t.is(recordsIn(lastLine, 'delivered'), recordsIn(lastLine, 'accepted'));
			t.true(lastLine.endsWith('; 0 lost.'));
		}));
	});
}

test('a receiver of 1.5 s has every record of a run that was interrupted, and none twice', async t => {
	const receiver = await openReceiver(t);
	receiver.answer(response => {
		setTimeout(() => {
			response.writeHead(204).end();
		}, 1500);
	});
	const program = startProgram(t, ['--rate', '2k', '--sink', `http://127.0.0.1:${receiver.port}/`, '--plain']);
	await until(() => receiver.requests.length > 0);
	program.kill('SIGINT');
	const {code, lastLine} = await program.ended;
	t.is(code, 0);
	const lines = receiver.requests.flatMap(({body}) => Buffer.from(body).toString().trimEnd().split('\n'));
	t.deepEqual(sequenceOf(lines), Array.from({length: recordsIn(lastLine, 'accepted')}, (_, index) => index + 1));
});

test('a signal in the first moments ends the program before a record, or drains it', async t => {
	await Promise.all([0, 10, 20, 35, 50].map(async moment => {
		const program = startProgram(t, ['--sink-latency', '100ms', '--plain']);
		await delay(moment);
		program.kill('SIGINT');
		const {code, signal, stderr, lastLine} = await program.ended;
		if (signal === undefined) {
			t.is(code, 0);
			t.is(recordsIn(lastLine, 'delivered'), recordsIn(lastLine, 'accepted'));
		} else {
			t.deepEqual([signal, stderr], ['SIGINT', '']);
		}
	}));
});

/** Runs into a receiver that takes so many batches and then answers no more. */
async function startAgainstDeafReceiver(t: Parameters<typeof startProgram>[0], batches: number, words: readonly string[]): Promise<{readonly program: Program; readonly confirmed: () => number}> {
	const receiver = await openReceiver(t);
	let confirmed = 0;
	receiver.answer(response => {
		if (receiver.requests.length <= batches) {
			confirmed += Buffer.from(receiver.requests.at(-1)?.body ?? '').toString().split('\n').length - 1;
			response.writeHead(204).end();
		}
	});
	const program = startProgram(t, ['--source', 'synthetic', '--sink', `http://127.0.0.1:${receiver.port}/`, '--plain', ...words]);
	await until(() => receiver.requests.length > batches);
	return {program, confirmed: () => confirmed};
}

test('a second signal aborts and says exactly what is left', async t => {
	const {program, confirmed} = await startAgainstDeafReceiver(t, 4, []);
	program.kill('SIGINT');
	await program.said('Shutdown signal received!');
	program.kill('SIGINT');
	const {code, lastLine} = await program.ended;
	t.is(code, 3);
	t.is(recordsIn(lastLine, 'delivered'), confirmed());
	t.is(recordsIn(lastLine, 'left behind'), recordsIn(lastLine, 'accepted') - confirmed());
	t.true(lastLine.includes('; 0 lost'));
});

test('a drain that takes longer than the grace period is aborted, and says exactly what is left', async t => {
	const {program, confirmed} = await startAgainstDeafReceiver(t, 2, ['--grace', '300ms']);
	program.kill('SIGTERM');
	const {code, stderr, lastLine} = await program.ended;
	t.is(code, 3);
	t.regex(stderr, /Not drained within 0\.3 s: [\d,]+ records left/v);
	t.is(recordsIn(lastLine, 'delivered'), confirmed());
	t.is(recordsIn(lastLine, 'left behind'), recordsIn(lastLine, 'accepted') - confirmed());
});

test('a source without a writer is left at once', async t => {
	const program = startProgram(t, ['--sink', 'null', '--plain'], {stdio: 'pipe'});
	await program.said('Running');
	program.kill('SIGINT');
	const {code, lastLine} = await program.ended;
	t.deepEqual([code, lastLine], [0, 'Ledger: 0 accepted = 0 delivered; 0 lost.']);
});

test('a producer that is blocked by a full queue is stopped at once', async t => {
	const program = startProgram(t, ['--rate', 'max', '--queue-size', '100', '--sink-latency', '200ms', '--json']);
	await program.said(/"pressure":"blocked"/v);
	program.kill('SIGTERM');
	const {code, stderr} = await program.ended;
	t.is(code, 0);
	t.regex(stderr, /accepted = [\d,]+ delivered; 0 lost/v);
});

test('SIGHUP reads the configuration again, changes what can be changed and keeps all else', async t => {
	const folder = ownPath(t, '');
	const config = path.join(folder, 'c.yaml');
	fs.writeFileSync(config, 'rate: 100\nsink: "null"\n');
	const program = startProgram(t, ['--config', 'c.yaml', '--plain'], {folder});
	await program.said('Running');
	fs.writeFileSync(config, 'rate: abc\nsink: "null"\n');
	program.kill('SIGHUP');
	await program.said(/millrace: c\.yaml:1: rate: expected .*, got "abc"/v);
	fs.writeFileSync(config, 'rate: 5000\nsink: stdout\n');
	program.kill('SIGHUP');
	await program.said('millrace: changed in the configuration, but not while it runs: sink');
	await program.said(/Produced=[45]\d{3}\/s/v);
	program.kill('SIGTERM');
	const {code, stderr, lastLine} = await program.ended;
	t.is(code, 0);
	t.true(lastLine.endsWith('; 0 lost.'));
	t.is(stderr.match(/^Rate/gmv)?.length, 1);
});
