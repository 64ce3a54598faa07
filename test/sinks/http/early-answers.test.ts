import test from 'ava';
import {createManualClock} from '../../helpers/clock.js';
import {
	ok, openHttpSink, sized, tooMuch,
} from '../../helpers/raw-http.js';
import {openRawReceiver, type OnChange, type RawConnection} from '../../helpers/raw-receiver.js';
import {makeBatch} from '../../helpers/records.js';
import {until} from '../../helpers/until.js';
import {answerTo, createAnswers} from '../../helpers/write-batches.js';

type Socket = RawConnection['socket'];

/** Says something after the first bytes of a request have come, and reads no more. */
function early(answer: string, then: (socket: Socket) => void): OnChange {
	return ({socket}, isNew) => {
		if (isNew) {
			socket.once('data', () => {
				socket.pause();
				socket.write(answer, () => {
					then(socket);
				});
			});
		}
	};
}

for (const [title, answer] of [
	['a short answer', ok],
	['one that ends the connection', ok.replace('\r\n', '\r\nConnection: close\r\n')],
	['a long answer', sized('y'.repeat(100_000))],
] as const) {
	test(`a confirmation that comes early counts once the whole request has been taken: ${title}`, async t => {
		const receiver = await openRawReceiver(t, early(answer, socket => {
			setImmediate(() => {
				socket.resume();
			});
		}));
		const sink = openHttpSink(t, receiver.port);
		t.is(await answerTo(sink, makeBatch([tooMuch])), undefined);
		await until(() => receiver.connections[0]?.requests === 1);
	});

	test(`a receiver that confirms early and reads no more has not confirmed: ${title}`, async t => {
		let isAnswered = false;
		const receiver = await openRawReceiver(t, early(answer, () => {
			isAnswered = true;
		}));
		const clock = createManualClock();
		const answers = createAnswers(openHttpSink(t, receiver.port, clock), () => {
			if (isAnswered) {
				clock.fire();
			}
		});
		const batch = makeBatch([tooMuch]);
		answers.write(batch);
		await answers.completed();
		t.like(answers.of(batch), {kind: 'retry', outcomeUnknown: true});
	});
}

for (const [title, leave] of [
	['closes', socket => {
		socket.destroy();
	}],
	['resets', socket => {
		socket.resetAndDestroy();
	}],
] satisfies ReadonlyArray<[string, (socket: Socket) => void]>) {
	test(`a receiver that confirms early and then ${title} has not confirmed`, async t => {
		const receiver = await openRawReceiver(t, early(ok, leave));
		t.like(await answerTo(openHttpSink(t, receiver.port), makeBatch([tooMuch])), {kind: 'retry', outcomeUnknown: true});
	});
}

test('what says that a confirmation came early names the receiver', async t => {
	const receiver = await openRawReceiver(t, early(ok, () => undefined));
	const clock = createManualClock();
	const answers = createAnswers(openHttpSink(t, receiver.port, clock));
	const batch = makeBatch([tooMuch]);
	answers.write(batch);
	await until(() => (receiver.connections[0]?.socket.bytesWritten ?? 0) > 0);
	await until(() => {
		clock.fire();
		return answers.failures.size === 1;
	});
	t.regex(answers.of(batch)?.message ?? '', /answered 200 before it had the whole batch|no answer in 30 s/v);
});

for (const [status, kind] of [[401, 'denied'], [413, 'refused'], [429, 'retry'], [500, 'retry'], [503, 'retry']] as const) {
	for (const closes of [false, true]) {
		test(`an early ${status} is the answer, ${closes ? 'and the end of the connection' : 'and costs the connection'}`, async t => {
			const receiver = await openRawReceiver(t, early(`HTTP/1.1 ${status} No\r\nContent-Length: 4\r\n\r\nfull`, socket => {
				if (closes) {
					socket.end();
				}
			}));
			const sink = openHttpSink(t, receiver.port);
			const failure = await answerTo(sink, makeBatch([tooMuch, 'b']));
			t.like(failure, {kind, outcomeUnknown: status === 500});
			t.regex(failure?.message ?? '', new RegExp(`answered ${status} .*: full`, 'v'));
			t.like(await answerTo(sink, makeBatch(['a'])), {kind});
			t.is(receiver.connections.length, 2);
		});
	}
}
