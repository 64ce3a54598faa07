import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import http from 'node:http';
import zlib from 'node:zlib';
import test from 'ava';
import {ownPath} from '../helpers/folder.js';
import {
	openReceiver, unusedPort, type HttpReceiver, type Received,
} from '../helpers/http-receiver.js';
import {
	readDeadLetters, recordsIn, runProgram, startProgram,
} from '../helpers/program.js';

function linesOf({body}: Received): string[] {
	return Buffer.from(body).toString().split('\n').slice(0, -1);
}

function numbers(count: number): string[] {
	return Array.from({length: count}, (_, index) => String(index + 1));
}

/** The input of `seq`. */
function sequence(count: number): string {
	return numbers(count).map(number => `${number}\n`).join('');
}

function numerically(a: string, b: string): number {
	return Number(a) - Number(b);
}

function sinkOf({port}: HttpReceiver, backoffCap = '100ms'): readonly string[] {
	return ['--sink', `http://127.0.0.1:${port}/ingest`, '--backoff-base', '10ms', '--backoff-cap', backoffCap];
}

test('a receiver gets the records as they are, a POST a batch, each exactly once', async t => {
	const receiver = await openReceiver(t);
	const {code, lastLine} = await runProgram(t, sinkOf(receiver), {input: sequence(5000)});
	t.is(code, 0);
	t.is(lastLine, 'Ledger: 5,000 accepted = 5,000 delivered; 0 unaccounted.');
	t.deepEqual(receiver.requests.flatMap(request => linesOf(request)).toSorted(numerically), numbers(5000));
	for (const request of receiver.requests) {
		t.like(request, {method: 'POST', path: '/ingest'});
		t.is(request.headers['content-type'], 'application/x-ndjson');
		t.true(linesOf(request).length <= 50);
	}

	t.true(receiver.connections * 4 < receiver.requests.length, 'connections are kept');
});

test('with --gzip batches are compressed and complete', async t => {
	const receiver = await openReceiver(t);
	const {code} = await runProgram(t, [...sinkOf(receiver), '--gzip', '--content-type', 'text/plain'], {input: sequence(500)});
	t.is(code, 0);
	const bodies = receiver.requests.map(({body, headers}) => {
		t.like(headers, {'content-encoding': 'gzip', 'content-type': 'text/plain'});
		return zlib.gunzipSync(body).toString();
	});
	t.deepEqual(bodies.join('').trimEnd().split('\n').toSorted(numerically), numbers(500));
});

test('500s, resets and 408s are tried again until they are over, and said', async t => {
	const receiver = await openReceiver(t);
	const confirmed: string[] = [];
	receiver.answer((response, request) => {
		const received = receiver.requests.at(-1);
		switch (receiver.requests.length % 4) {
			case 1: {
				response.writeHead(500).end('broken for now');
				break;
			}

			case 2: {
				request.socket.destroy();
				break;
			}

			case 3: {
				response.writeHead(408).end();
				break;
			}

			default: {
				confirmed.push(...(received === undefined ? [] : linesOf(received)));
				response.writeHead(200).end();
			}
		}
	});
	const {code, stderr, lastLine} = await runProgram(t, [...sinkOf(receiver), '--max-workers', '1'], {input: sequence(300)});
	t.is(code, 0);
	t.deepEqual(confirmed, numbers(300));
	t.is(recordsIn(lastLine, 'delivered'), 300);
	t.true(recordsIn(lastLine, 'sent again') > 0);
	t.regex(stderr, /answered 500 Internal Server Error: broken for now/v);
});

test('a receiver that is asked to be left alone is left alone for so long', async t => {
	const receiver = await openReceiver(t);
	const times: number[] = [];
	receiver.answer(response => {
		times.push(performance.now());
		if (times.length === 1) {
			response.writeHead(429, {'retry-after': '1'}).end();
		} else {
			response.writeHead(204).end();
		}
	});
	const {code, lastLine} = await runProgram(t, [...sinkOf(receiver, '30s'), '--max-workers', '1'], {input: sequence(50)});
	t.is(code, 0);
	t.is(lastLine, 'Ledger: 50 accepted = 50 delivered; 0 unaccounted.');
	const [first = 0, second = 0] = times;
	t.true(second - first >= 990, `it was tried again after ${second - first} ms`);
});

test('a receiver that asks to be left alone for an hour is asked again after the longest backoff, and within a second in a drain', async t => {
	for (const cap of ['300ms', '1h']) {
		const receiver = await openReceiver(t);
		receiver.answer(response => {
			if (receiver.requests.length === 1) {
				response.writeHead(503, {'retry-after': '3600'}).end();
			} else {
				response.writeHead(204).end();
			}
		});
		const {code, lastLine} = await runProgram(t, [...sinkOf(receiver, cap), '--max-workers', '1'], {input: sequence(50)});
		t.deepEqual([code, lastLine], [0, 'Ledger: 50 accepted = 50 delivered; 0 unaccounted.']);
	}
});

test('--batch-bytes bounds a request, but for a single larger record', async t => {
	const receiver = await openReceiver(t);
	const {code} = await runProgram(t, [...sinkOf(receiver), '--batch-size', '400', '--batch-bytes', '100'], {input: `${sequence(1000)}${'x'.repeat(500)}\n`});
	t.is(code, 0);
	const lengths = receiver.requests.map(({body}) => body.length).toSorted((a, b) => b - a);
	t.is(lengths[0], 501);
	t.true((lengths[1] ?? 0) <= 100);
});

test('a receiver that is not there is waited for, said, and gets everything when it comes', async t => {
	const port = await unusedPort();
	const program = startProgram(t, ['--sink', `http://127.0.0.1:${port}/`, '--backoff-base', '10ms', '--backoff-cap', '100ms'], {input: sequence(500)});
	await program.said('connection refused');
	const received: string[] = [];
	const server = http.createServer((request, response) => {
		request.setEncoding('utf8').on('data', (piece: string) => {
			received.push(piece);
		}).on('end', () => {
			response.end();
		});
	}).listen(port, '127.0.0.1');
	t.teardown(() => {
		server.closeAllConnections();
		server.close();
	});
	await once(server, 'listening');
	const {code, lastLine} = await program.ended;
	t.is(code, 0);
	t.is(lastLine, 'Ledger: 500 accepted = 500 delivered; 0 unaccounted.');
	t.is(received.join('').trimEnd().split('\n').length, 500);
});

for (const status of [400, 413, 422]) {
	test(`a ${status} dead-letters exactly the batch that it refuses`, async t => {
		const folder = ownPath(t, '');
		const receiver = await openReceiver(t);
		const confirmed: string[] = [];
		receiver.answer(response => {
			const request = receiver.requests.at(-1);
			const lines = request === undefined ? [] : linesOf(request);
			if (lines.includes('120')) {
				response.writeHead(status).end('line 20 is no good');
			} else {
				confirmed.push(...lines);
				response.writeHead(204).end();
			}
		});
		const {code, lastLine} = await runProgram(t, [...sinkOf(receiver), '--max-workers', '1', '--dead-letter', 'dead.ndjson'], {folder, input: sequence(300)});
		t.is(code, 3);
		const letters = readDeadLetters(folder);
		t.true(letters.some(({record}) => record === '120'));
		t.true(letters.length <= 50);
		t.true(letters.every(({reason}) => reason.includes(String(status)) && reason.includes('line 20 is no good')));
		t.deepEqual([...confirmed, ...letters.map(({record}) => record)].toSorted(numerically), numbers(300));
		t.is(lastLine.split(';')[0], `Ledger: 300 accepted = ${300 - letters.length} delivered + ${letters.length} dead-lettered (in dead.ndjson)`);
	});
}

for (const status of [401, 403, 404, 405]) {
	test(`a ${status} dead-letters nothing: it is said, and the stream waits until it is mended`, async t => {
		const folder = ownPath(t, '');
		const receiver = await openReceiver(t);
		receiver.answer(response => {
			response.writeHead(status).end();
		});
		const program = startProgram(t, [...sinkOf(receiver), '--max-attempts', '2', '--dead-letter', 'dead.ndjson'], {folder, input: sequence(200)});
		await program.said(new RegExp(String.raw`answered ${status} .*\(check `, 'v'));
		const confirmed: string[] = [];
		receiver.answer(response => {
			const request = receiver.requests.at(-1);
			confirmed.push(...(request === undefined ? [] : linesOf(request)));
			response.writeHead(204).end();
		});
		const {code, lastLine} = await program.ended;
		t.is(code, 0);
		t.is(lastLine, 'Ledger: 200 accepted = 200 delivered; 0 unaccounted.');
		t.deepEqual(confirmed.toSorted(numerically), numbers(200));
	});
}

test('an answer that does not come is not waited for longer than was said', async t => {
	const receiver = await openReceiver(t);
	receiver.answer(response => {
		if (receiver.requests.length > 1) {
			response.writeHead(204).end();
		}
	});
	const {code, stderr, lastLine} = await runProgram(t, [...sinkOf(receiver), '--sink-timeout', '200ms', '--max-workers', '1'], {input: sequence(50)});
	t.is(code, 0);
	t.regex(stderr, /no answer in 200 ms/v);
	t.is(recordsIn(lastLine, 'delivered'), 50);
	// On a busy machine a later answer, too, may take longer than 200 ms.
	const sentAgain = recordsIn(lastLine, 'sent again');
	t.true(sentAgain >= 50 && sentAgain % 50 === 0, `${sentAgain}`);
});

test('after --max-attempts a batch is dead-lettered, and the others are not', async t => {
	const folder = ownPath(t, '');
	const receiver = await openReceiver(t);
	receiver.answer(response => {
		const request = receiver.requests.at(-1);
		response.writeHead(request !== undefined && linesOf(request).includes('7') ? 503 : 204).end();
	});
	const {code, lastLine} = await runProgram(t, [...sinkOf(receiver), '--max-attempts', '3', '--max-workers', '1', '--dead-letter', 'dead.ndjson'], {folder, input: sequence(200)});
	t.is(code, 3);
	const dead = readDeadLetters(folder).length;
	t.is(recordsIn(lastLine, 'dead-lettered'), dead);
	t.is(receiver.requests.filter(request => linesOf(request).includes('7')).length, 3);
});
