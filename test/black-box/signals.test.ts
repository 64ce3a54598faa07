import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import test from 'ava';
import {createRandom} from '../../source/engine/seeded-random.js';
import {moduleFile, nodeOptions} from '../helpers/module-file.js';
import {ownPath} from '../helpers/folder.js';
import {openReceiver} from '../helpers/http-receiver.js';
import {
	cli, recordsIn, startProgram, textOf, startShell, type Outcome, type Program,
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
			t.true(lastLine.endsWith('; 0 unaccounted.'));
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

/** Whether the program has ended by itself, and with its ledger said. A signal before Node.js has begun with the program ends it, and nothing else can. */
function endedInOrder({code, signal, stderr, lastLine}: Outcome): boolean {
	const wasNotBegun = signal !== undefined && stderr === '';
	return wasNotBegun || (code !== undefined && lastLine.startsWith('Ledger: ') && lastLine.includes('; 0 unaccounted'));
}

test('a signal in the first moments ends the program before a record, or drains it', async t => {
	await Promise.all([0, 10, 20, 35, 50, 60, 75, 90, 120, 150, 200].map(async moment => {
		const program = startProgram(t, ['--sink-latency', '100ms', '--plain']);
		await delay(moment);
		program.kill('SIGINT');
		const outcome = await program.ended;
		t.true(endedInOrder(outcome), `it said ${outcome.stderr}`);
		t.true(outcome.code === undefined || outcome.code === 0);
		t.is(recordsIn(outcome.lastLine, 'delivered'), recordsIn(outcome.lastLine, 'accepted'));
	}));
});

test('whenever signals come, and however many, the exit code is the program\'s own and the ledger is said', async t => {
	const runs = Array.from({length: 24}, () => Array.from({length: 1 + Math.floor(random() * 6)}, () => Math.round(random() * 400)));
	for (const waits of runs) {
		const program = startProgram(t, ['--sink-latency', '20ms', '--plain', '--duration', '300ms']);
		const kill = async () => {
			for (const wait of waits) {
				await delay(wait);
				program.kill(random() < 0.5 ? 'SIGINT' : 'SIGTERM');
			}
		};

		const [outcome] = await Promise.all([program.ended, kill()]);
		t.true(endedInOrder(outcome), `${waits.join(' ')}: ${outcome.stderr}`);
	}
});

test('signals until the very end change neither the exit code nor the last line', async t => {
	for (let run = 0; run < 8; run++) {
		const program = startProgram(t, ['--rate', 'max', '--count', '200', '--sink', 'null', '--plain']);

		await program.said('Running');
		// A signal each millisecond.
		const storm = setInterval(() => {
			program.kill('SIGTERM');
		}, 1);
		const outcome = await program.ended;
		clearInterval(storm);
		t.is(outcome.signal, undefined);
		t.is(outcome.code, 0, `it said ${outcome.stderr}`);
		t.true(endedInOrder(outcome));
	}
});

test.serial('timeout, which signals twice, drains', async t => {
	await Promise.all(Array.from({length: 4}, async (_, slot) => {
		for (let run = 0; run < 5; run++) {
			const signal = (slot + run) % 2 === 0 ? 'TERM' : 'INT';
			const program = startShell(t, `timeout -s ${signal} 2 '${process.execPath}' '${cli}' --sink-latency 700ms --plain; echo "code $?" >&2`);

			const {stderr} = await program.ended;
			t.regex(stderr, /^Ledger: (?<all>[\d,]+) accepted = \k<all> delivered; 0 unaccounted\.\ncode 124$/mv);
		}
	}));
});

/** Stops the engine's thread for good as soon as there is a file of that name in the folder of the program. */
const stuckAt = (how: string) => `import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import {isMainThread} from 'node:worker_threads';
if (!isMainThread) {
	setInterval(() => {
		if (fs.existsSync('stuck')) {
			${how}
		}
	}, 10);
}
`;

const waysToStick = [
	['computes for ever', 'for (;;) {}', {code: 3, signal: undefined}],
	['waits for a pipe that nobody opens', 'fs.openSync("fifo", "r");', {code: undefined, signal: 'SIGKILL'}],
] as const;

for (const [title, how, {code, signal}] of waysToStick) {
	test(`an engine that ${title} is left at the third signal, and the last known ledger is said`, async t => {
		const folder = ownPath(t, '');
		execFileSync('mkfifo', ['fifo'], {cwd: folder});
		const program = startProgram(t, ['--rate', '1k', '--sink-latency', '20ms', '--plain', '--report', 'r.json'], {folder, env: moduleFile(t, stuckAt(how))});
		await program.said(/Processed=[1-9]/v);
		fs.writeFileSync(path.join(folder, 'stuck'), '');
		await delay(300);
		for (const signalName of ['SIGINT', 'SIGTERM', 'SIGINT'] as const) {
			program.kill(signalName);
			program.kill(signalName);

			await delay(1500);
		}

		const outcome = await program.ended;
		t.deepEqual([outcome.code, outcome.signal], [code, signal]);
		t.regex(outcome.stderr, /millrace: left at once, as it was asked for a third time\n/v);
		t.regex(outcome.lastLine, /^Last known ledger, of \d+\.\d s after the start: [\d,]+ accepted = [\d,]+ delivered.*; 0 unaccounted; the engine had not stopped, and what came after is not known\.$/v);
		t.regex(textOf(folder, 'r.json'), /"outcome": "abandoned",/v);
	});
}

test('SIGUSR1 opens no inspector, unless --debug is given', async t => {
	const program = startProgram(t, ['--plain', '--rate', '10']);
	await program.said('Running');
	program.kill('SIGUSR1');
	await program.said(/METRICS/v);
	program.kill('SIGTERM');
	const {code, stderr} = await program.ended;
	t.is(code, 0);
	t.false(stderr.includes('Debugger'));

	const debugged = startProgram(t, ['--plain', '--rate', '10', '--debug'], {env: nodeOptions('--inspect-port=0')});
	await debugged.said('Running');
	debugged.kill('SIGUSR1');
	await debugged.said('Debugger listening');
	debugged.kill('SIGTERM');
	const end = await debugged.ended;
	t.is(end.code, 0);
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
	await delay(1500);
	program.kill('SIGINT');
	const {code, lastLine} = await program.ended;
	t.is(code, 3);
	t.is(recordsIn(lastLine, 'delivered'), confirmed());
	t.is(recordsIn(lastLine, 'not delivered'), recordsIn(lastLine, 'accepted') - confirmed());
	t.true(lastLine.includes('; 0 unaccounted'));
});

test('a drain that takes longer than the grace period is aborted, and says exactly what is left', async t => {
	const {program, confirmed} = await startAgainstDeafReceiver(t, 2, ['--grace', '300ms']);
	program.kill('SIGTERM');
	const {code, stderr, lastLine} = await program.ended;
	t.is(code, 3);
	t.regex(stderr, /Not drained within 0\.3 s: [\d,]+ records left/v);
	t.is(recordsIn(lastLine, 'delivered'), confirmed());
	t.is(recordsIn(lastLine, 'not delivered'), recordsIn(lastLine, 'accepted') - confirmed());
});

test('a source without a writer is left at once', async t => {
	const program = startProgram(t, ['--sink', 'null', '--plain'], {stdio: 'pipe'});
	await program.said('Running');
	program.kill('SIGINT');
	const {code, lastLine} = await program.ended;
	t.deepEqual([code, lastLine], [0, 'Ledger: 0 accepted = 0 delivered; 0 unaccounted.']);
});

test('a producer that is blocked by a full queue is stopped at once', async t => {
	const program = startProgram(t, ['--rate', 'max', '--queue-size', '100', '--sink-latency', '200ms', '--json']);
	await program.said(/"pressure":"blocked"/v);
	program.kill('SIGTERM');
	const {code, stderr} = await program.ended;
	t.is(code, 0);
	t.regex(stderr, /accepted = [\d,]+ delivered; 0 unaccounted/v);
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
	t.true(lastLine.endsWith('; 0 unaccounted.'));
	t.is(stderr.match(/^Rate/gmv)?.length, 1);
});
