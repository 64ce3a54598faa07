import {setImmediate as immediate} from 'node:timers/promises';
import test from 'ava';
import {createManualClock, realClock} from '../../helpers/clock.js';
import {
	chunked, flood, ok, openHttpSink, sized, trickle,
} from '../../helpers/raw-http.js';
import {
	answering, openRawReceiver, type RawConnection, type RawReceiver,
} from '../../helpers/raw-receiver.js';
import {makeBatch} from '../../helpers/records.js';
import {until} from '../../helpers/until.js';
import {answerTo, createAnswers} from '../../helpers/write-batches.js';

type Socket = RawConnection['socket'];

async function openAnswering(t: Parameters<typeof openRawReceiver>[0], answer: string): Promise<RawReceiver> {
	return openRawReceiver(t, answering(({socket}) => {
		socket.write(answer);
	}));
}

for (const [form, write] of [['chunked', chunked], ['with its length', sized]] as const) {
	for (const bytes of [0, 64 * 1024, (64 * 1024) + 1, 1024 ** 2]) {
		test(`an answer of ${bytes} bytes, ${form}, leaves the connection`, async t => {
			const receiver = await openAnswering(t, write('y'.repeat(bytes)));
			const sink = openHttpSink(t, receiver.port);
			for (const record of ['first', 'second', 'third']) {
				t.is(await answerTo(sink, makeBatch([record])), undefined);
			}

			t.is(receiver.connections.length, 1);
		});
	}
}

for (const [form, head, piece] of [
	['chunked', 'Transfer-Encoding: chunked', `10000\r\n${'y'.repeat(65_536)}\r\n`],
	['chunked, a byte a chunk', 'Transfer-Encoding: chunked', '1\r\ny\r\n'.repeat(1000)],
	['with a length', 'Content-Length: 1000000000000', 'y'.repeat(65_536)],
	['up to the end of the connection', 'X: y', 'y'.repeat(65_536)],
] as const) {
	test(`an answer without end costs its connection, and counts: ${form}`, async t => {
		const receiver = await openRawReceiver(t, answering(({socket}) => {
			socket.write(`HTTP/1.1 200 OK\r\n${head}\r\n\r\n`);
			flood(socket, piece);
		}));
		const sink = openHttpSink(t, receiver.port, createManualClock());
		t.is(await answerTo(sink, makeBatch(['first'])), undefined);
		await until(() => receiver.connections[0]?.socket.destroyed === true);
		t.is(await answerTo(sink, makeBatch(['second'])), undefined);
	});
}

test('an answer that stops in its middle costs its connection in time, and counts', async t => {
	let isAnswered = false;
	const receiver = await openRawReceiver(t, answering(({socket}) => {
		// More than the buffers between hold, so the sink has read some of it once all is written.
		socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 16000000\r\n\r\n${'y'.repeat(15_000_000)}`, () => {
			isAnswered = true;
		});
	}));
	const clock = createManualClock();
	const answers = createAnswers(openHttpSink(t, receiver.port, clock));
	const batch = makeBatch(['first']);
	answers.write(batch);
	await until(() => isAnswered);
	await until(() => {
		clock.fire();
		return answers.failures.size === 1;
	});
	t.is(answers.of(batch), undefined);
	await until(() => receiver.connections[0]?.socket.destroyed === true);
});

for (const [title, answer] of [
	['says so', ok.replace('\r\n', '\r\nConnection: close\r\n')],
	['speaks HTTP/1.0', ok.replace('1.1', '1.0')],
	['keeps connections for less than a second', ok.replace('\r\n', '\r\nKeep-Alive: timeout=0\r\n')],
] as const) {
	test(`a receiver that keeps no connection gets another one for each batch: it ${title}`, async t => {
		const receiver = await openAnswering(t, answer);
		const sink = openHttpSink(t, receiver.port);
		for (const record of ['first', 'second', 'third']) {
			t.is(await answerTo(sink, makeBatch([record])), undefined);
		}

		t.is(receiver.connections.length, 3);
	});
}

test('a connection is used no longer than its receiver keeps it, less a second', async t => {
	const receiver = await openAnswering(t, ok.replace('\r\n', '\r\nKeep-Alive: timeout=5, max=100\r\n'));
	let now = 0;
	const sink = openHttpSink(t, receiver.port, {...realClock, now: () => now});
	await answerTo(sink, makeBatch(['first']));
	now = 4000;
	await answerTo(sink, makeBatch(['second']));
	t.is(receiver.connections.length, 1);
	now = 8001;
	await answerTo(sink, makeBatch(['third']));
	t.is(receiver.connections.length, 2);
});

for (const [title, leave, failure] of [
	['reset', socket => {
		socket.resetAndDestroy();
	}, undefined],
	['closed', socket => {
		socket.destroy();
	}, {kind: 'retry', outcomeUnknown: true}],
] satisfies ReadonlyArray<[string, (socket: Socket) => void, Record<string, unknown> | undefined]>) {
	test(`a connection that is ${title} just as it is used again: what has left may be there, and what has not goes over another`, async t => {
		const receiver = await openAnswering(t, ok);
		const sink = openHttpSink(t, receiver.port);
		t.is(await answerTo(sink, makeBatch(['first'])), undefined);
		const answers = createAnswers(sink);
		const batch = makeBatch(['second']);
		// Both in one turn: the sink can't know yet.
		for (const {socket} of receiver.connections) {
			leave(socket);
		}

		answers.write(batch);
		await answers.completed();
		const answered = answers.of(batch);
		t.deepEqual(answered && {kind: answered.kind, outcomeUnknown: answered.outcomeUnknown}, failure);
		t.is(await answerTo(sink, makeBatch(['third'])), undefined);
		t.is(receiver.connections.length, 2);
	});

	test(`a connection that is ${title} while it is idle is not used again`, async t => {
		const receiver = await openAnswering(t, ok);
		const sink = openHttpSink(t, receiver.port);
		for (const record of ['first', 'second', 'third']) {
			t.is(await answerTo(sink, makeBatch([record])), undefined);
			const [connection] = receiver.connections.slice(-1);
			let isOver = false;
			connection?.socket.on('close', () => {
				isOver = true;
			});
			connection?.socket[title === 'reset' ? 'resetAndDestroy' : 'end']();
			await until(() => isOver);
			await immediate();
		}

		t.is(receiver.connections.length, 3);
	});
}

test('a connection that breaks after a part of a batch has left leaves the outcome unknown', async t => {
	const receiver = await openRawReceiver(t, ({socket}, isNew) => {
		if (isNew) {
			socket.once('data', () => {
				socket.resetAndDestroy();
			});
		}
	});
	t.like(await answerTo(openHttpSink(t, receiver.port), makeBatch(['x'.repeat(10_000_000)])), {kind: 'retry', outcomeUnknown: true});
});

for (const [title, spare] of [
	['a spare confirmation', ok],
	['an interim answer', 'HTTP/1.1 100 Continue\r\n\r\n'],
	['noise', 'noise'],
] as const) {
	test(`what comes over an idle connection is no answer to the next batch: ${title}`, async t => {
		const receiver = await openRawReceiver(t, answering(({socket}) => {
			if (receiver.connections.length === 1) {
				socket.write(ok);
			} else {
				socket.write('HTTP/1.1 422 No\r\nContent-Length: 0\r\n\r\n');
			}
		}));
		const sink = openHttpSink(t, receiver.port);
		t.is(await answerTo(sink, makeBatch(['first'])), undefined);
		receiver.connections[0]?.socket.write(spare);
		await until(() => receiver.connections[0]?.socket.destroyed === true);
		t.like(await answerTo(sink, makeBatch(['second'])), {kind: 'refused'});
	});
}

test('an answer that is given twice confirms one batch', async t => {
	const receiver = await openRawReceiver(t, answering(({socket}) => {
		trickle(socket, receiver.connections.length === 1 ? [ok + ok] : ['HTTP/1.1 422 No\r\nContent-Length: 0\r\n\r\n']);
	}));
	const sink = openHttpSink(t, receiver.port);
	t.is(await answerTo(sink, makeBatch(['first'])), undefined);
	t.like(await answerTo(sink, makeBatch(['second'])), {kind: 'refused'});
});
