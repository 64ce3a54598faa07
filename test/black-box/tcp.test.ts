import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import net from 'node:net';
import test from 'ava';
import {
	readReport, recordsIn, runProgram, startProgram, textOf,
} from '../helpers/program.js';
import {keepAll, openTcpReceiver, type TcpReceiver} from '../helpers/tcp-receiver.js';

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

test('generated records arrive each exactly once', async t => {
	const receiver = await openTcpReceiver(t);
	const {code, lastLine} = await runProgram(t, [...sinkOf(receiver), '--rate', 'max', '--count', '300000']);
	t.is(code, 0);
	t.is(lastLine, 'Ledger: 300,000 accepted = 300,000 delivered; 0 lost.');
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

test('what was not taken when a connection breaks is sent again, and counted', async t => {
	let broken: net.Socket | undefined;
	const receiver = await openTcpReceiver(t, (socket, keep) => {
		if (broken === undefined) {
			broken = socket.pause();
		} else {
			keepAll(socket, keep);
		}
	});
	const program = startProgram(t, [...sinkOf(receiver), '--rate', 'max', '--count', '500000', '--max-workers', '1', '--json', '--report', 'r.json']);
	// Two samples without anything taken between them.
	await program.said(/"delivered":\{"records":([1-9]\d*),[^\n]*\n[^\n]*"delivered":\{"records":\1,/v);
	broken?.resetAndDestroy();
	const {code} = await program.ended;
	t.is(code, 0);
	const {delivered, resent, lost} = readReport(program.folder);
	t.deepEqual([delivered, lost], [500_000, 0]);
	await receiver.quiet();
	const counts = sequences(receiver);
	t.true(resent > 0);
	// What the system had taken for the first connection went with it; all that it had not came over the second.
	const [first = 0] = [...counts.keys()].toSorted((a, b) => a - b);
	t.is(counts.size, 500_000 - first + 1);
});

test('records of several senders arrive in the order of each, and SIGINT ends the run', async t => {
	const program = startProgram(t, ['--source', 'tcp://localhost:0', '--sink', 'file:out', '--max-workers', '1', '--plain']);
	await program.said(/tcp:\/\/127\.0\.0\.1:\d+/v);
	const port = Number(/tcp:\/\/127\.0\.0\.1:(?<port>\d+)/v.exec(program.stderr())?.groups?.port);
	const senders = ['a', 'b', 'c', 'd'];
	await Promise.all(senders.map(async sender => {
		const socket = net.connect(port, '127.0.0.1').resume();
		socket.end(Array.from({length: 50_000}, (_, index) => `${sender} ${index}\n`).join(''));
		await once(socket, 'close');
	}));
	program.kill('SIGINT');
	const {code, lastLine} = await program.ended;
	t.is(code, 0);
	t.is(lastLine, 'Ledger: 200,000 accepted = 200,000 delivered; 0 lost.');
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
