import {Buffer} from 'node:buffer';
import test from 'ava';
import type {Sink} from '../../../source/engine/ports/sink.js';
import {createTcpSink} from '../../../source/sinks/tcp/tcp-sink.js';
import {realClock as clock} from '../../helpers/clock.js';
import {answerTo, createAnswers} from '../../helpers/write-batches.js';
import {unusedPort} from '../../helpers/http-receiver.js';
import {makeBatch} from '../../helpers/records.js';
import {openTcpReceiver} from '../../helpers/tcp-receiver.js';
import {until} from '../../helpers/until.js';
import {testSinkContract} from '../sink-contract.js';

const patience = {timeout: 10_000};

function sinkTo(port: number, settings: {readonly timeout: number} = patience): Sink {
	return createTcpSink({
		host: '127.0.0.1', port, timeout: () => settings.timeout, clock,
	});
}

testSinkContract(test, 'tcp sink', async t => {
	const receiver = await openTcpReceiver(t);
	return {
		sink: sinkTo(receiver.port),
		async received() {
			await receiver.quiet();
			return receiver.bytes();
		},
	};
});

/** As much as no system holds for a receiver that reads nothing. */
const large = ['x'.repeat(64 * 1024 * 1024)];

test('closing waits until the receiver has read to the end', async t => {
	const receiver = await openTcpReceiver(t);
	const sink = sinkTo(receiver.port);
	await sink.open();
	t.is(await answerTo(sink, makeBatch(large)), undefined);
	await sink.close();
	t.is(receiver.bytes().length, large[0]?.length === undefined ? 0 : large[0].length + 1);
	t.is(receiver.connections, 1);
});

test('a receiver that is not there is said at each attempt, and gets everything once it is', async t => {
	const port = await unusedPort();
	const sink = sinkTo(port);
	await sink.open();
	for (const attempt of [1, 2]) {
		t.like(await answerTo(sink, makeBatch([`${attempt}`])), {
			kind: 'retry', message: `tcp://127.0.0.1:${port}: connection refused (ECONNREFUSED)`, outcomeUnknown: false,
		});
	}

	const receiver = await openTcpReceiver(t, undefined, port);
	t.is(await answerTo(sink, makeBatch(['here'])), undefined);
	await sink.close();
	t.is(Buffer.from(receiver.bytes()).toString(), 'here\n');
});

test('a connection that breaks leaves open what became of the batch under way; the next attempt connects anew', async t => {
	let isBroken = true;
	const receiver = await openTcpReceiver(t, (socket, keep) => {
		if (isBroken) {
			socket.once('data', () => {
				socket.resetAndDestroy();
			});
		} else {
			socket.on('data', keep);
		}
	});
	const sink = sinkTo(receiver.port);
	await sink.open();
	const answers = createAnswers(sink);
	const [underWay, waiting] = [makeBatch(large), makeBatch(['waits'])];
	answers.write(underWay);
	sink.commit?.();
	answers.write(waiting);
	await answers.completed();
	t.like(answers.of(underWay), {kind: 'retry', outcomeUnknown: true});
	t.like(answers.of(waiting), {kind: 'retry', outcomeUnknown: false});
	isBroken = false;
	t.is(await answerTo(sink, makeBatch(['again'])), undefined);
	await until(() => receiver.bytes().length > 0);
	t.is(Buffer.from(receiver.bytes()).toString(), 'again\n');
	t.is(receiver.connections, 2);
	await sink.close();
});

test('a receiver that closes in order gets all that was under way, and is not sent anything more', async t => {
	const receiver = await openTcpReceiver(t, (socket, keep) => {
		socket.on('data', keep);
		socket.end();
	});
	const sink = sinkTo(receiver.port);
	await sink.open();
	const confirmed: string[] = [];
	for (const record of Array.from({length: 20}, (_, index) => `${index}`)) {
		if (await answerTo(sink, makeBatch([record])) === undefined) {
			confirmed.push(`${record}\n`);
		}
	}

	await sink.close();
	await receiver.quiet();
	t.true(receiver.connections > 1);
	t.is(Buffer.from(receiver.bytes()).toString(), confirmed.join(''));
});

test('a write that makes no progress is given up after the timeout', async t => {
	const receiver = await openTcpReceiver(t, socket => {
		socket.pause();
	});
	const settings = {...patience};
	const sink = sinkTo(receiver.port, settings);
	await sink.open();
	t.is(await answerTo(sink, makeBatch(['connected'])), undefined);
	settings.timeout = 50;
	t.like(await answerTo(sink, makeBatch(large)), {
		kind: 'retry', message: `tcp://127.0.0.1:${receiver.port}: nothing was taken in 50 ms`, outcomeUnknown: true,
	});
	await sink.close();
});

test('a connection that is idle for longer than the timeout is kept', async t => {
	const receiver = await openTcpReceiver(t);
	const settings = {...patience};
	const sink = sinkTo(receiver.port, settings);
	await sink.open();
	t.is(await answerTo(sink, makeBatch(['connected'])), undefined);
	settings.timeout = 20;
	t.is(await answerTo(sink, makeBatch(['before'])), undefined);
	const start = clock.now();
	await until(() => clock.now() > start + 60);
	t.is(await answerTo(sink, makeBatch(['after'])), undefined);
	settings.timeout = patience.timeout;
	await sink.close();
	t.is(Buffer.from(receiver.bytes()).toString(), 'connected\nbefore\nafter\n');
	t.is(receiver.connections, 1);
});
