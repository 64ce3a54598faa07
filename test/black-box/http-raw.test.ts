import test from 'ava';
import {recordsIn, runProgram} from '../helpers/program.js';
import {
	continues, flood, hints, ok,
} from '../helpers/raw-http.js';
import {answering, openRawReceiver, type RawConnection} from '../helpers/raw-receiver.js';

const sequence = Array.from({length: 2000}, (_, index) => `${index}\n`).join('');

for (const [title, answer] of [
	['an unasked 100', continues + ok],
	['a thousand of them', continues.repeat(1000) + ok],
	['early hints', hints + ok],
	['a long answer', `HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n${'y'.repeat(200_000)}`],
	['a long answer in chunks', `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n30d40\r\n${'y'.repeat(200_000)}\r\n0\r\n\r\n`],
] as const) {
	test(`a receiver that sends ${title} gets each record once, over few connections`, async t => {
		const receiver = await openRawReceiver(t, answering(({socket}) => {
			socket.write(answer);
		}));
		const {code, lastLine} = await runProgram(t, ['--sink', `http://127.0.0.1:${receiver.port}/`, '--max-workers', '2'], {input: sequence});
		t.is(code, 0);
		t.is(lastLine, 'Ledger: 2,000 accepted = 2,000 delivered; 0 unaccounted.');
		t.true(receiver.connections.length <= 8, `${receiver.connections.length} connections`);
	});
}

test('a receiver that confirms before it reads, and goes, has confirmed nothing', async t => {
	const answer = answering(({socket}) => {
		socket.write(ok);
	});
	let early = 0;
	const receiver = await openRawReceiver(t, (connection, isNew) => {
		if (isNew && early < 3) {
			early++;
			connection.socket.once('data', () => {
				connection.socket.pause();
				connection.socket.write(ok, () => {
					connection.socket.destroy();
				});
			});
		} else {
			answer(connection);
		}
	});
	const {code, stderr, lastLine} = await runProgram(t, ['--sink', `http://127.0.0.1:${receiver.port}/`, '--backoff-base', '10ms', '--max-workers', '1', '--max-record-size', '32MiB', '--batch-size', '1'], {input: `${'x'.repeat(20_000_000)}\n`.repeat(3)});
	t.is(code, 0);
	t.is(recordsIn(lastLine, 'delivered'), 3);
	t.is(recordsIn(lastLine, 'sent again'), 3);
	t.regex(stderr, /answered 200 before it had the whole batch/v);
});

test('interim answers without end are given up in time, and the batch is sent again', async t => {
	const endless = new Set<unknown>();
	const receiver = await openRawReceiver(t, answering(({socket}) => {
		if (endless.size < 2) {
			endless.add(socket);
			flood(socket, continues.repeat(100));
		} else {
			socket.write(ok);
		}
	}));
	const {code, stderr, lastLine} = await runProgram(t, ['--sink', `http://127.0.0.1:${receiver.port}/`, '--sink-timeout', '300ms', '--backoff-base', '10ms', '--max-workers', '1'], {input: '1\n2\n'});
	t.is(code, 0);
	t.regex(stderr, /no answer in 300 ms/v);
	t.is(lastLine, 'Ledger: 2 accepted = 2 delivered; 0 unaccounted; 4 sent again, so the receiver may hold them twice.');
});

for (const [title, leave] of [
	['closes each connection after its answer', socket => {
		socket.end();
	}],
	['resets each connection after its answer', socket => {
		setImmediate(() => {
			socket.resetAndDestroy();
		});
	}],
] satisfies ReadonlyArray<[string, (socket: RawConnection['socket']) => void]>) {
	test(`a receiver that ${title}, without a word of it, gets each record`, async t => {
		const receiver = await openRawReceiver(t, answering(({socket}) => {
			socket.write(ok);
			leave(socket);
		}));
		const {code, lastLine} = await runProgram(t, ['--sink', `http://127.0.0.1:${receiver.port}/`, '--backoff-base', '1ms', '--backoff-cap', '10ms', '--max-workers', '2'], {input: sequence});
		t.is(code, 0);
		t.is(recordsIn(lastLine, 'delivered'), 2000);
		t.is(recordsIn(lastLine, 'unaccounted'), 0);
	});
}
