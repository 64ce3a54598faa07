import process from 'node:process';
import test from 'ava';
import {createManualClock} from '../../helpers/clock.js';
import {
	continues, flood, hints, ok, openHttpSink, tooMuch, trickle,
} from '../../helpers/raw-http.js';
import {answering, openRawReceiver} from '../../helpers/raw-receiver.js';
import {makeBatch} from '../../helpers/records.js';
import {until} from '../../helpers/until.js';
import {answerTo, createAnswers} from '../../helpers/write-batches.js';

const processing = 'HTTP/1.1 102 Processing\r\n\r\n';
const several = hints + processing + continues + ok;

for (const [title, pieces] of [
	['one before it', [continues + ok]],
	['one by itself', [continues, ok]],
	['a thousand 100s before it', [continues.repeat(1000) + ok]],
	['a thousand 102s and 103s, each by itself', [...Array.from({length: 1000}, (_, index) => index % 2 === 0 ? hints : processing), ok]],
	['other kinds', [hints, processing, continues, hints, ok]],
	['in pieces of a byte', [...several]],
] as const) {
	test(`interim answers are passed over: ${title}`, async t => {
		const receiver = await openRawReceiver(t, answering(({socket}) => {
			trickle(socket, pieces);
		}));
		const sink = openHttpSink(t, receiver.port);
		for (const record of ['first', 'second', 'third']) {
			t.is(await answerTo(sink, makeBatch([record])), undefined);
		}

		t.is(receiver.connections.length, 1);
		t.is(receiver.connections[0]?.requests, 3);
	});
}

test('interim answers may be cut at any byte', async t => {
	let cut = 0;
	const receiver = await openRawReceiver(t, answering(({socket}) => {
		cut++;
		trickle(socket, [several.slice(0, cut), several.slice(cut)]);
	}));
	const sink = openHttpSink(t, receiver.port);
	for (let times = 1; times < several.length; times++) {
		t.is(await answerTo(sink, makeBatch(['a'])), undefined);
	}

	t.is(cut, several.length - 1);
	t.is(receiver.connections.length, 1);
});

test('an interim answer may come before a request does', async t => {
	const answer = answering(({socket}) => {
		socket.write(ok);
	});
	const receiver = await openRawReceiver(t, (connection, isNew) => {
		if (isNew) {
			connection.socket.write(continues + hints);
		}

		answer(connection);
	});
	const sink = openHttpSink(t, receiver.port);
	t.is(await answerTo(sink, makeBatch(['first'])), undefined);
	t.is(receiver.connections.length, 1);
});

test('an interim answer may come before the body has been read', async t => {
	const answer = answering(({socket}) => {
		socket.write(ok);
	});
	const receiver = await openRawReceiver(t, (connection, isNew) => {
		if (isNew) {
			connection.socket.pause();
			connection.socket.write(continues, () => {
				connection.socket.resume();
			});
		}

		answer(connection);
	});
	t.is(await answerTo(openHttpSink(t, receiver.port), makeBatch([tooMuch])), undefined);
	t.is(receiver.connections.length, 1);
});

test('an interim answer that comes with the end of the final one may cost the connection, but no batch', async t => {
	const receiver = await openRawReceiver(t, answering(({socket}) => {
		socket.write(ok + continues);
	}));
	const sink = openHttpSink(t, receiver.port);
	for (const record of ['first', 'second', 'third']) {
		t.is(await answerTo(sink, makeBatch([record])), undefined);
	}
});

for (const [title, piece] of [
	['short ones', continues.repeat(100)],
	['long ones', `HTTP/1.1 103 Early Hints\r\nLink: ${'x'.repeat(8000)}\r\n\r\n`],
] as const) {
	test.serial(`interim answers without end are given up in time and take no memory: ${title}`, async t => {
		let read = () => 0;
		const receiver = await openRawReceiver(t, answering(({socket}) => {
			read = () => socket.bytesWritten - socket.writableLength;
			flood(socket, piece);
		}));
		const clock = createManualClock();
		const answers = createAnswers(openHttpSink(t, receiver.port, clock));
		const batch = makeBatch(['a']);
		answers.write(batch);
		await until(() => read() > 2_000_000);
		const before = process.memoryUsage.rss();
		const enough = read() + (piece.length * 10_000);
		await until(() => read() > enough);
		t.true(process.memoryUsage.rss() - before < 64 * (1024 ** 2));
		t.deepEqual(clock.delays, [30_000]);
		clock.fire();
		await answers.completed();
		t.like(answers.of(batch), {kind: 'retry', outcomeUnknown: true});
		t.regex(answers.of(batch)?.message ?? '', /no answer in 30 s$/v);
		await until(() => receiver.connections[0]?.socket.destroyed === true);
	});
}

test('a switch of protocols is no answer', async t => {
	const receiver = await openRawReceiver(t, answering(({socket}) => {
		socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n');
	}));
	t.like(await answerTo(openHttpSink(t, receiver.port), makeBatch(['a'])), {kind: 'retry', outcomeUnknown: true});
});
