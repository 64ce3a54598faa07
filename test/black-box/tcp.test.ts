import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import test from 'ava';
import {ownPath} from '../helpers/folder.js';
import {unusedPort} from '../helpers/http-receiver.js';
import {
	readDeadLetters, readReport, recordsIn, runProgram, startProgram, startShell, textOf, type Program,
} from '../helpers/program.js';
import {
	keepAll, openTcpReceiver, type Handler, type TcpReceiver,
} from '../helpers/tcp-receiver.js';
import {until} from '../helpers/until.js';

function sinkOf({port}: TcpReceiver): readonly string[] {
	return ['--sink', `tcp://127.0.0.1:${port}`, '--backoff-base', '10ms', '--backoff-cap', '100ms'];
}

/** How often each sequence number came. */
function sequences({bytes}: TcpReceiver): ReadonlyMap<number, number> {
	const counts = new Map<number, number>();
	for (const [, digits] of Buffer.from(bytes()).toString().matchAll(/"seq":(\d+)\}\n/gv)) {
		const sequence = Number(digits);
		counts.set(sequence, (counts.get(sequence) ?? 0) + 1);
	}

	return counts;
}

/** The port that a program listens at. */
async function portOf(program: Program): Promise<number> {
	await program.said(/tcp:\/\/127\.0\.0\.1:\d+/v);
	return Number(/tcp:\/\/127\.0\.0\.1:(?<port>\d+)/v.exec(program.stderr())?.groups?.port);
}

function sizeOf(folder: string): number {
	return fs.statSync(path.join(folder, 'out'), {throwIfNoEntry: false})?.size ?? 0;
}

test('generated records arrive each exactly once', async t => {
	const receiver = await openTcpReceiver(t);
	const {code, lastLine} = await runProgram(t, [...sinkOf(receiver), '--rate', 'max', '--count', '300000']);
	t.is(code, 0);
	t.is(lastLine, 'Ledger: 300,000 accepted = 300,000 delivered; 0 unaccounted.');
	await receiver.quiet();
	const counts = sequences(receiver);
	t.is(counts.size, 300_000);
	t.true([...counts.values()].every(count => count === 1));
	t.is(receiver.connections, 1);
});

test('a receiver that closes in the middle, again and again, gets every record', async t => {
	const receiver = await openTcpReceiver(t, (socket, keep) => {
		let isClosing = false;
		socket.on('data', bytes => {
			keep(bytes);
			if (!isClosing) {
				isClosing = true;
				socket.end();
			}
		});
	});
	const {code, lastLine} = await runProgram(t, [...sinkOf(receiver), '--rate', '10k', '--count', '20000']);
	t.is(code, 0);
	t.is(recordsIn(lastLine, 'delivered'), 20_000);
	await receiver.quiet();
	t.is(sequences(receiver).size, 20_000);
	t.true(receiver.connections > 1);
});

test('what a broken connection had not passed on is sent again, and counted', async t => {
	let broken: net.Socket | undefined;
	const receiver = await openTcpReceiver(t, (socket, keep) => {
		if (broken === undefined) {
			broken = socket.pause();
		} else {
			keepAll(socket, keep);
		}
	});
	const program = startProgram(t, [...sinkOf(receiver), '--rate', 'max', '--count', '500000', '--max-workers', '1', '--json', '--report', 'r.json']);
	// Two samples without anything taken between them; nothing of that is delivered.
	await program.said(/"inFlight":\{"records":([1-9]\d*),[^\}]*\},"delivered":\{"records":0,[^\n]*\n[^\n]*"inFlight":\{"records":\1,/v);
	broken?.resetAndDestroy();
	const {code, stderr} = await program.ended;
	t.is(code, 0);
	const {delivered, resent, lost} = readReport(program.folder);
	t.deepEqual([delivered, lost], [500_000, 0]);
	await receiver.quiet();
	t.is(sequences(receiver).size, 500_000);
	t.true(resent > 0);
	t.regex(stderr, /connection reset by peer \(ECONNRESET\)","detail":"[\d,]+ records \([\d,]+ bytes\) are unconfirmed and are sent again"/v);
});

/** Counts the records of all connections by their numbers, below a bound; a half one at the end of a connection is none. */
function createCounter(most: number) {
	const seen = new Uint8Array(most);
	return {
		seen,
		reader(): (bytes: Uint8Array) => void {
			let rest = '';
			return bytes => {
				const lines = (rest + Buffer.from(bytes).toString('latin1')).split('\n');
				rest = lines.pop() ?? '';
				for (const line of lines) {
					seen[Number(line.slice(line.lastIndexOf(':') + 1, -1)) - 1] = 1;
				}
			};
		},
	};
}

test('what a receiver that has read much, and then stands still, had not read when it broke is sent again', async t => {
	const count = 4_000_000;
	const counter = createCounter(count);
	let connections = 0;
	const receiver = await openTcpReceiver(t, socket => {
		const isFirst = connections++ === 0;
		const read = counter.reader();
		let bytes = 0;
		let isStalled = false;
		socket.on('data', piece => {
			read(piece);
			bytes += piece.length;
			if (isFirst && bytes > 100_000_000 && !isStalled) {
				// By now the system has given the connection large buffers.
				isStalled = true;
				socket.pause();
				setTimeout(() => {
					// A stream that stands still has read a piece ahead. Whether a receiver keeps what it has read no sender can know.
					socket.read();
					socket.resetAndDestroy();
				}, 2500);
			}
		});
		socket.on('end', () => {
			socket.end();
		});
	});
	const program = startProgram(t, [...sinkOf(receiver), '--rate', 'max', '--count', String(count), '--report', 'r.json', '--plain']);
	const {code} = await program.ended;
	await receiver.quiet();
	const {delivered, lost, resent} = readReport(program.folder);
	t.deepEqual([code, delivered, lost], [0, count, 0]);
	t.is(counter.seen.indexOf(0), -1, 'every record came');
	t.true(resent > 0);
});

const rude: ReadonlyArray<readonly [string, Handler]> = [
	['closes as soon as it is connected', socket => {
		socket.destroy();
	}],
	['closes its side at once and resets later', socket => {
		socket.end();
		setTimeout(() => {
			socket.resetAndDestroy();
		}, 20);
	}],
	['resets after the first bytes', socket => {
		socket.once('data', () => {
			socket.resetAndDestroy();
		}).resume();
	}],
];

for (const [what, handle] of rude) {
	test(`a receiver that ${what} has nothing, and the next one gets it all`, async t => {
		let connections = 0;
		const receiver = await openTcpReceiver(t, (socket, keep) => {
			connections++;
			(connections > 3 ? keepAll : handle)(socket, keep);
			if (connections > 3) {
				socket.resume();
			}
		}, 0, true);
		const {code, lastLine} = await runProgram(t, [...sinkOf(receiver), '--rate', 'max', '--count', '1000']);
		t.is(code, 0);
		t.is(recordsIn(lastLine, 'delivered'), 1000);
		await receiver.quiet();
		t.is(sequences(receiver).size, 1000);
	});

	test(`a receiver that ${what}, always, is said not to have the records, and is not asked for ever faster`, async t => {
		const receiver = await openTcpReceiver(t, handle, 0, true);
		const {code, lastLine, stderr} = await runProgram(t, [...sinkOf(receiver), '--rate', 'max', '--count', '1000', '--grace', '2s', '--plain']);
		t.is(code, 3);
		t.is(recordsIn(lastLine, 'delivered') + recordsIn(lastLine, 'not delivered'), 1000);
		t.true(recordsIn(lastLine, 'not delivered') > 0);
		t.true(receiver.connections < 12, `${receiver.connections} connections`);
		t.regex(stderr, /unconfirmed/v);
	});
}

for (const [count, when] of [['1000', 'at once'], ['300', 'in three seconds']] as const) {
	test(`what a receiver never reads is not delivered, sent ${when}`, async t => {
		const receiver = await openTcpReceiver(t, () => undefined, 0, true);
		const {code, lastLine} = await runProgram(t, [...sinkOf(receiver), '--rate', count === '1000' ? 'max' : '100', '--count', count, '--grace', '1s', '--report', 'r.json', '--plain']);
		t.is(code, 3);
		const all = count === '1000' ? '1,000' : count;
		t.is(lastLine, `Ledger: ${all} accepted = 0 delivered + ${all} not delivered (${all} of them sent, but not confirmed by the receiver); 0 unaccounted.`);
	});
}

test('a receiver that reads all and keeps its side open has it all', async t => {
	const receiver = await openTcpReceiver(t, (socket, keep) => {
		socket.on('data', keep);
	});
	const {code, lastLine} = await runProgram(t, [...sinkOf(receiver), '--rate', 'max', '--count', '1000', '--plain']);
	t.is(code, 0);
	t.is(lastLine, 'Ledger: 1,000 accepted = 1,000 delivered; 0 unaccounted.');
	t.is(sequences(receiver).size, 1000);
	t.is(receiver.connections, 1);
});

test('a receiver that is restarted again and again by SIGTERM gets every record that a Millrace sends it', async t => {
	const listenAt = await unusedPort();
	const folder = ownPath(t, '');
	const startReceiver = async () => {
		const program = startProgram(t, ['--source', `tcp://127.0.0.1:${listenAt}`, '--sink', 'file:out', '--plain'], {folder});
		await program.said('Running');
		return program;
	};

	let receiver = await startReceiver();
	const sender = startProgram(t, ['--source', 'synthetic', '--sink', `tcp://127.0.0.1:${listenAt}`, '--rate', '20k', '--count', '80000', '--plain', '--backoff-base', '10ms', '--backoff-cap', '100ms']);
	for (let restarts = 0; restarts < 3; restarts++) {
		const size = sizeOf(folder);
		await until(() => sizeOf(folder) > size);
		receiver.kill('SIGTERM');
		const ended = await receiver.ended;
		t.is(ended.code, 0);
		receiver = await startReceiver();
	}

	const {code, lastLine} = await sender.ended;
	t.is(code, 0);
	t.is(recordsIn(lastLine, 'delivered'), 80_000);
	receiver.kill('SIGTERM');
	const last = await receiver.ended;
	t.is(last.code, 0);
	const numbers = new Set([...textOf(folder, 'out').matchAll(/"seq":(\d+)\}\n/gv)].map(([, digits]) => Number(digits)));
	t.is(numbers.size, 80_000);
});

test('half a record is a dead letter where its connection is reset, and a record where it is closed', async t => {
	const program = startProgram(t, ['--source', 'tcp://localhost:0', '--sink', 'file:out', '--dead-letter', 'dead.ndjson', '--plain']);
	const port = await portOf(program);
	const [closing, breaking] = [net.connect(port, '127.0.0.1'), net.connect(port, '127.0.0.1')];
	closing.end('whole\nlast');
	await once(closing.resume(), 'close');
	breaking.write('first\nhalf');
	await until(() => fs.existsSync(path.join(program.folder, 'out')) && textOf(program.folder, 'out').includes('first\n'));
	breaking.resetAndDestroy();
	await program.said('dead-lettered');
	program.kill('SIGTERM');
	const {code, lastLine} = await program.ended;
	t.is(code, 3);
	t.is(lastLine, 'Ledger: 4 accepted = 3 delivered + 1 dead-lettered (in dead.ndjson); 0 unaccounted.');
	t.is(textOf(program.folder, 'out'), 'whole\nlast\nfirst\n');
	const [letter] = readDeadLetters(program.folder);
	t.is(letter?.record, 'half');
	t.regex(letter?.reason ?? '', /^the end of this record never came from 127\.0\.0\.1:\d+: connection reset by peer/v);
});

test('more senders than --max-connections, or than the system has files for, are refused, counted and said', async t => {
	for (const [line, reason] of [
		['millrace --source tcp://localhost:0 --sink file:out --max-connections 3 --plain', '--max-connections allows no more'],
		['ulimit -n 80; millrace --source tcp://localhost:0 --sink file:out --plain', 'raise ulimit -n'],
	] as const) {
		const program = startShell(t, line);
		const port = await portOf(program);
		const senders = Array.from({length: 100}, () => net.connect(port, '127.0.0.1').on('error', () => undefined).resume());
		await until(() => senders.some(({closed}) => closed));
		await program.said(reason);
		await program.said(/[1-9]\d* connections? (?:was|were) refused \(\d+ since the start\)/v);
		t.true(senders.some(({closed}) => !closed));
		const alive = senders.find(({closed}) => !closed);
		alive?.write('heard\n');
		await until(() => fs.existsSync(path.join(program.folder, 'out')) && textOf(program.folder, 'out') === 'heard\n');
		for (const sender of senders) {
			sender.destroy();
		}

		program.kill('SIGKILL');
	}
});

test('records of several senders arrive in the order of each, and SIGINT ends the run', async t => {
	const program = startProgram(t, ['--source', 'tcp://localhost:0', '--sink', 'file:out', '--max-workers', '1', '--plain']);
	const port = await portOf(program);
	const senders = ['a', 'b', 'c', 'd'];
	await Promise.all(senders.map(async sender => {
		const socket = net.connect(port, '127.0.0.1').resume();
		socket.end(Array.from({length: 50_000}, (_, index) => `${sender} ${index}\n`).join(''));
		await once(socket, 'close');
	}));
	program.kill('SIGINT');
	const {code, lastLine} = await program.ended;
	t.is(code, 0);
	t.is(lastLine, 'Ledger: 200,000 accepted = 200,000 delivered; 0 unaccounted.');
	const records = textOf(program.folder, 'out').split('\n').slice(0, -1);
	for (const sender of senders) {
		const own = records.filter(record => record.startsWith(`${sender} `));
		t.deepEqual(own, Array.from({length: 50_000}, (_, index) => `${sender} ${index}`));
	}
});

test('a port that is taken is refused before the first record', async t => {
	const {port} = await openTcpReceiver(t);
	const {code, stderr} = await runProgram(t, ['--source', `tcp://:${port}`, '--sink', 'null']);
	t.is(code, 2);
	t.is(stderr.trimEnd(), `millrace: can't listen on tcp://127.0.0.1:${port}: address already in use (EADDRINUSE) (name another port, or 0 for any that is free)`);
});
