import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import net from 'node:net';
import zlib from 'node:zlib';
import test, {type ExecutionContext} from 'ava';
import {UsageError} from '../../../source/domain/errors.js';
import type {SinkFailure} from '../../../source/domain/sink-failure.js';
import type {Sink} from '../../../source/engine/ports/sink.js';
import {createHttpSink} from '../../../source/sinks/http/http-sink.js';
import {createManualClock, realClock} from '../../helpers/clock.js';
import {answerTo, createAnswers} from '../../helpers/write-batches.js';
import {openReceiver, unusedPort, type Answer} from '../../helpers/http-receiver.js';
import {bytesOf, makeBatch} from '../../helpers/records.js';
import {until} from '../../helpers/until.js';
import {testSinkContract} from '../sink-contract.js';

const settings = {
	contentType: 'application/x-ndjson', gzip: false, batchBytes: () => 1024 ** 2, timeout: () => 30_000, clock: realClock,
};

testSinkContract(test, 'http sink', async t => {
	const receiver = await openReceiver(t);
	const sink = createHttpSink({...settings, url: `http://127.0.0.1:${receiver.port}/`});
	return {sink, received: async () => Buffer.concat(receiver.requests.map(({body}) => body))};
});

testSinkContract(test, 'http sink with gzip', async t => {
	const receiver = await openReceiver(t);
	const sink = createHttpSink({...settings, gzip: true, url: `http://127.0.0.1:${receiver.port}/`});
	return {sink, received: async () => Buffer.concat(receiver.requests.map(({body}) => zlib.gunzipSync(body)))};
});

function opened(t: ExecutionContext, options: Partial<Parameters<typeof createHttpSink>[0]> & {readonly url: string}): Sink {
	const sink = createHttpSink({...settings, ...options});
	t.teardown(async () => sink.close());
	return sink;
}

async function failureAfter(t: ExecutionContext, answer: Answer, credentials = ''): Promise<SinkFailure | undefined> {
	const receiver = await openReceiver(t);
	receiver.answer(answer);
	const sink = opened(t, {url: `http://${credentials}127.0.0.1:${receiver.port}/ingest?token=hush`});
	const failure = await answerTo(sink, makeBatch(['a', 'b']));
	const masked = (text: string) => text.replaceAll(String(receiver.port), 'PORT');
	return failure && {...failure, message: masked(failure.message), ...(failure.topic !== undefined && {topic: masked(failure.topic)})};
}

test('posts one batch a request, with its type and its length, over one connection', async t => {
	const receiver = await openReceiver(t);
	const sink = opened(t, {url: `http://127.0.0.1:${receiver.port}/in%20gest?a=1`, contentType: 'text/plain'});
	t.is(await answerTo(sink, makeBatch(['first', 'second'])), undefined);
	t.is(await answerTo(sink, makeBatch(['third'])), undefined);
	t.deepEqual(receiver.requests.map(({body}) => body.toString()), ['first\nsecond\n', 'third\n']);
	const [request] = receiver.requests;
	t.like(request, {method: 'POST', path: '/in%20gest?a=1', headers: {'content-type': 'text/plain', 'content-length': '13'}});
	t.is(request?.headers.authorization, undefined);
	t.is(receiver.connections, 1);
});

test('compresses on request', async t => {
	const receiver = await openReceiver(t);
	const batch = makeBatch(Array.from({length: 1000}, () => 'the same record'));
	t.is(await answerTo(opened(t, {url: `http://127.0.0.1:${receiver.port}/`, gzip: true}), batch), undefined);
	const [request] = receiver.requests;
	t.is(request?.headers['content-encoding'], 'gzip');
	t.true(Number(request?.headers['content-length']) < batch.bytes / 10);
	t.deepEqual(zlib.gunzipSync(request?.body ?? ''), Buffer.from(bytesOf(batch)));
});

test('the user and the password become an authorization and are shown nowhere', async t => {
	const receiver = await openReceiver(t);
	const sink = opened(t, {url: `http://us%40er:pass%3Aw%C3%B6rd@127.0.0.1:${receiver.port}/ingest?token=hush`});
	t.is(sink.name, `http://127.0.0.1:${receiver.port}/ingest?…`);
	t.is(await answerTo(sink, makeBatch(['a'])), undefined);
	const {authorization} = receiver.requests[0]?.headers ?? {};
	t.is(authorization, `Basic ${Buffer.from('us@er:pass:wörd').toString('base64')}`);

	const failure = await failureAfter(t, (response, request) => {
		response.writeHead(401).end(`no: ${request.headers.authorization} is pass:wörd`);
	}, 'user:pass%3Aw%C3%B6rd@');
	t.deepEqual(failure, {
		kind: 'denied',
		message: 'http://127.0.0.1:PORT/ingest?… answered 401 Unauthorized: no: Basic ••• is ••• (check the user and the password in the address)',
		topic: 'http://127.0.0.1:PORT/ingest?… answered 401 Unauthorized',
		outcomeUnknown: false,
	});
});

test('what the query and the user name hold is hidden where a receiver echoes it', async t => {
	const receiver = await openReceiver(t);
	receiver.answer((response, request) => {
		response.writeHead(403).end(`${request.url}; key=s3cr%2Ft, s3cr/t, two words, collector, a=1`);
	});
	const sink = opened(t, {url: `http://collector@127.0.0.1:${receiver.port}/in?key=s3cr%2Ft&b=two+words&a=1`});
	const failure = await answerTo(sink, makeBatch(['a']));
	t.regex(failure?.message ?? '', /\/in•••; key=•••, •••, •••, •••, a=1/v);
});

for (const [status, kind, outcomeUnknown] of [
	[300, 'denied', false],
	[400, 'refused', true],
	[401, 'denied', false],
	[403, 'denied', false],
	[404, 'denied', false],
	[405, 'denied', false],
	[408, 'retry', false],
	[410, 'denied', false],
	[413, 'refused', false],
	[415, 'denied', false],
	[422, 'refused', true],
	[429, 'retry', false],
	[500, 'retry', true],
	[502, 'retry', true],
	[503, 'retry', false],
	[504, 'retry', true],
] as const) {
	test(`${status} is answered with ${kind}`, async t => {
		const failure = await failureAfter(t, response => {
			response.writeHead(status).end();
		});
		t.is(failure?.kind, kind);
		t.is(failure?.outcomeUnknown, outcomeUnknown);
		t.true(failure?.message.startsWith(`http://127.0.0.1:PORT/ingest?… answered ${status} `));
		t.is(failure?.retryAfter, undefined);
	});
}

for (const status of [400, 413, 422]) {
	test(`${status} for a single record says that the receiver does not have it`, async t => {
		const receiver = await openReceiver(t);
		receiver.answer(response => {
			response.writeHead(status).end();
		});
		t.like(await answerTo(opened(t, {url: `http://127.0.0.1:${receiver.port}/`}), makeBatch(['a'])), {kind: 'refused', outcomeUnknown: false});
	});
}

test('a size that was refused is halved, and grows with what is taken', async t => {
	const receiver = await openReceiver(t);
	let isTight = true;
	receiver.answer(response => {
		response.writeHead(isTight ? 413 : 200).end();
	});
	const sink = opened(t, {url: `http://127.0.0.1:${receiver.port}/`, batchBytes: () => 1000});
	t.is(sink.maxBatchBytes, 1000);
	t.like(await answerTo(sink, makeBatch(['x'.repeat(299), 'y'.repeat(299)])), {kind: 'refused', isDivisible: true});
	t.is(sink.maxBatchBytes, 300);
	isTight = false;
	t.is(await answerTo(sink, makeBatch(['x'.repeat(299)])), undefined);
	t.is(sink.maxBatchBytes, 303);
});

for (const status of [200, 201, 202, 204]) {
	test(`${status} confirms`, async t => {
		t.is(await failureAfter(t, response => {
			response.writeHead(status).end();
		}), undefined);
	});
}

test('the message has the first words of the answer, without what would move a cursor', async t => {
	const failure = await failureAfter(t, response => {
		response.writeHead(422).end(`\u001B[2Jline 3:\r\n\tno \u202Efield "ts"${' and so on'.repeat(100)}`);
	});
	t.regex(failure?.message ?? '', /^\S+ answered 422 Unprocessable Entity: \[2Jline 3: no field "ts" and so on[a-z ]+…$/v);
});

test('a redirect is not followed but named, without its query', async t => {
	const failure = await failureAfter(t, response => {
		response.writeHead(308, {location: 'https://elsewhere.example/in?token=hush'}).end();
	});
	t.deepEqual(failure, {
		kind: 'denied',
		message: 'http://127.0.0.1:PORT/ingest?… answered 308 Permanent Redirect (Location: https://elsewhere.example/in; redirects are not followed, name that address as the sink)',
		topic: 'http://127.0.0.1:PORT/ingest?… answered 308 Permanent Redirect',
		outcomeUnknown: false,
	});
});

for (const [title, retryAfter, expected] of [
	['seconds', '7', 7000],
	['a date', 'Thu, 01 Jan 1970 00:00:30 GMT', 20_000],
	['a date that has passed', 'Thu, 01 Jan 1970 00:00:01 GMT', 0],
	['more than an hour', '7200', 7_200_000],
	['nonsense', 'soon', undefined],
] as const) {
	test(`Retry-After with ${title}`, async t => {
		const receiver = await openReceiver(t);
		receiver.answer(response => {
			response.sendDate = false;
			response.writeHead(429, {'retry-after': retryAfter}).end();
		});
		// Ten seconds after the epoch.
		const clock = {...realClock, wall: () => 10_000_000};
		const failure = await answerTo(opened(t, {url: `http://127.0.0.1:${receiver.port}/`, clock}), makeBatch(['a']));
		t.is(failure?.retryAfter, expected);
	});
}

test('a date of Retry-After is by the clock of the receiver, where it says what that is', async t => {
	const receiver = await openReceiver(t);
	receiver.answer(response => {
		response.writeHead(503, {date: 'Thu, 01 Jan 1970 01:00:00 GMT', 'retry-after': 'Thu, 01 Jan 1970 01:00:12 GMT'}).end();
	});
	const failure = await answerTo(opened(t, {url: `http://127.0.0.1:${receiver.port}/`}), makeBatch(['a']));
	t.is(failure?.retryAfter, 12_000);
});

test('an answer whose body breaks off counts all the same', async t => {
	t.is(await failureAfter(t, response => {
		response.writeHead(200, {'content-length': 100});
		response.write('some');
		setImmediate(() => {
			response.destroy();
		});
	}), undefined);
});

test('a connection closed before the answer leaves the outcome unknown', async t => {
	t.deepEqual(await failureAfter(t, response => {
		response.destroy();
	}), {kind: 'retry', message: 'http://127.0.0.1:PORT/ingest?…: it closed the connection before it answered', outcomeUnknown: true});
});

test('a receiver that is not there has got nothing', async t => {
	const port = await unusedPort();
	t.deepEqual(await answerTo(opened(t, {url: `http://localhost:${port}/`}), makeBatch(['a'])), {
		kind: 'retry', message: `http://localhost:${port}/: connection refused: is the receiver running? (ECONNREFUSED)`, outcomeUnknown: false,
	});
});

test('a host that is not known has got nothing', async t => {
	const failure = await answerTo(opened(t, {url: 'http://no-such-host.invalid/'}), makeBatch(['a']));
	t.like(failure, {kind: 'retry', outcomeUnknown: false});
	t.regex(failure?.message ?? '', /host name can't be resolved/v);
});

test('a receiver that speaks something else is said to', async t => {
	const server = net.createServer(socket => {
		socket.on('error', () => {
			socket.destroy();
		});
		socket.end('220 mail.example ESMTP\r\n');
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => server.close());
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	t.deepEqual(await answerTo(opened(t, {url: `http://127.0.0.1:${port}/`}), makeBatch(['a'])), {
		kind: 'retry', message: `http://127.0.0.1:${port}/: it does not answer in HTTP`, outcomeUnknown: true,
	});
	t.deepEqual(await answerTo(opened(t, {url: `https://127.0.0.1:${port}/`}), makeBatch(['a'])), {
		kind: 'retry', message: `https://127.0.0.1:${port}/: it does not speak TLS, or not ours (EPROTO)`, outcomeUnknown: false,
	});
});

test('a receiver that does not answer in time is given up, its batch being unknown', async t => {
	const receiver = await openReceiver(t);
	let isAsked = false;
	receiver.answer(() => {
		isAsked = true;
	});
	const clock = createManualClock();
	let limit = 1000;
	const sink = opened(t, {url: `http://127.0.0.1:${receiver.port}/`, clock, timeout: () => limit});
	const answers = createAnswers(sink);
	const batch = makeBatch(['a']);
	answers.write(batch);
	await until(() => isAsked);
	t.deepEqual(clock.delays, [1000]);
	clock.fire();
	await answers.completed();
	t.deepEqual(answers.of(batch), {kind: 'retry', message: `http://127.0.0.1:${receiver.port}/: no answer in 1 s`, outcomeUnknown: true});

	limit = 5;
	answers.write(makeBatch(['b']));
	t.deepEqual(clock.delays, [5]);
	clock.fire();
	await answers.completed();
	t.deepEqual(answers.repeated, []);
});

test('a batch cancelled while the receiver has it is unknown, and the connection goes', async t => {
	const receiver = await openReceiver(t);
	let isGone = false;
	receiver.answer((_response, request) => {
		request.socket.on('close', () => {
			isGone = true;
		});
		setImmediate(() => {
			controller.abort();
		});
	});
	const controller = new AbortController();
	const sink = opened(t, {url: `http://127.0.0.1:${receiver.port}/`});
	const failure = await answerTo(sink, makeBatch(['a']), controller.signal);
	t.like(failure, {kind: 'retry', outcomeUnknown: true});
	await until(() => isGone);
	t.is(receiver.requests.length, 1);
});

test('an answer timer is not left behind', async t => {
	const receiver = await openReceiver(t);
	const clock = createManualClock();
	t.is(await answerTo(opened(t, {url: `http://127.0.0.1:${receiver.port}/`, clock}), makeBatch(['a'])), undefined);
	t.deepEqual(clock.delays, []);
});

test('a sink closed while it waits answers nothing more', async t => {
	const receiver = await openReceiver(t);
	receiver.answer(() => {
		// Never.
	});
	const sink = createHttpSink({...settings, url: `http://127.0.0.1:${receiver.port}/`, clock: createManualClock()});
	const answers = createAnswers(sink);
	answers.write(makeBatch(['a']));
	await until(() => receiver.requests.length === 1);
	await sink.close();
	t.is(answers.failures.size, 0);
});

test('refuses an address that is none', t => {
	for (const url of ['ftp://x/', 'nowhere', 'http://127.0.0.1:99999/']) {
		t.throws(() => createHttpSink({...settings, url}), {instanceOf: UsageError});
	}
});
