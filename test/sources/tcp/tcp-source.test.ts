import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import net from 'node:net';
import test, {type ExecutionContext} from 'ava';
import {UsageError} from '../../../source/domain/errors.js';
import type {Source} from '../../../source/engine/ports/source.js';
import {errorCode} from '../../../source/text/system-error.js';
import {createTcpSource} from '../../../source/sources/tcp/tcp-source.js';
import {realClock as clock} from '../../helpers/clock.js';
import {until} from '../../helpers/until.js';
import {openReading, testSourceContract, type Reading} from '../source-contract.js';

function createSource(port = 0): Source {
	return createTcpSource({
		host: 'localhost', port, maxRecordSize: 16 * 1024 * 1024, clock,
	});
}

async function connect(t: ExecutionContext, {name}: Source): Promise<net.Socket> {
	const socket = net.connect(Number(new URL(name).port), '127.0.0.1');
	t.teardown(() => {
		socket.destroy();
	});
	socket.on('error', () => undefined);
	await once(socket.resume(), 'connect');
	return socket;
}

async function open(t: ExecutionContext): Promise<{readonly source: Source; readonly reading: Reading}> {
	const source = createSource();
	t.teardown(async () => source.close());
	return {source, reading: await openReading({source})};
}

function textOf(reading: Reading): string {
	return Buffer.from(reading.bytes()).toString();
}

testSourceContract(test, 'tcp source', {
	isGenerated: false,
	async create(t, input) {
		const source = createSource();
		let sender: net.Socket | undefined;
		// It ends when it is stopped: here, when its only sender has left.
		return {
			source: {
				...source,
				get isEnded() {
					return source.isEnded;
				},
				async open(events) {
					await source.open(events);
					sender = await connect(t, source);
					sender.end(input);
				},
			},
			onTick() {
				if (sender?.closed) {
					source.stop();
				}
			},
		};
	},
});

test('the port that is free is in the name, and no other server can have it', async t => {
	const {source} = await open(t);
	t.regex(source.name, /^tcp:\/\/127\.0\.0\.1:[1-9]\d+$/v);
	const error = await t.throwsAsync(openReading({source: createSource(Number(new URL(source.name).port))}), {instanceOf: UsageError});
	t.is(error?.message, `can't listen on ${source.name}: address already in use (EADDRINUSE)`);
});

test('no record mixes two connections, and one that is cut off gets its newline', async t => {
	const {source, reading} = await open(t);
	const [first, second] = [await connect(t, source), await connect(t, source)];
	first.write('a1\na');
	await reading.readUntil(1);
	second.write('b1\nb');
	await reading.readUntil(2);
	first.write('2\n');
	await reading.readUntil(3);
	second.end();
	await reading.readUntil(4);
	t.is(textOf(reading), 'a1\nb1\na2\nb\n');
	t.false(source.isEnded);
});

test('senders are held back while no reader takes records, and all are heard once one does', async t => {
	const {source, reading} = await open(t);
	const record = `${'x'.repeat(1023)}\n`;
	const senders = [];
	for (let index = 0; index < 40; index++) {
		const sender = await connect(t, source);
		sender.end(record.repeat(4096));
		senders.push(sender);
	}

	let turns = 0;
	await until(() => ++turns === 200);
	reading.readHeld();
	const held = reading.bytes().length;
	t.true(held > 0 && held < 512 * 1024, `${held} bytes were held`);
	await reading.readUntil(40 * 4096, 10_000);
	t.is(reading.bytes().length, 40 * 4096 * 1024);
	t.true(senders.every(sender => sender.bytesWritten === 4096 * 1024));
});

test('stopped, it closes all connections, listens no more and gives what it had read', async t => {
	const {source, reading} = await open(t);
	const sender = await connect(t, source);
	sender.write('whole\nhalf');
	await until(() => reading.calls > 0);
	source.stop();
	reading.readHeld();
	t.is(textOf(reading), 'whole\nhalf\n');
	t.true(source.isEnded);
	await until(() => sender.closed);
	const late = net.connect(Number(new URL(source.name).port), '127.0.0.1');
	const error = await new Promise<unknown>(resolve => {
		late.once('error', resolve);
	});
	t.is(errorCode(error), 'ECONNREFUSED');
});

test('a connection that breaks is said and ends nothing', async t => {
	const source = createSource();
	t.teardown(async () => source.close());
	const troubles: string[] = [];
	let calls = 0;
	await source.open({
		onReady() {
			calls++;
		},
		onRefused() {
			t.fail();
		},
		onError() {
			t.fail();
		},
		onTrouble(message) {
			troubles.push(message);
		},
	});
	const sender = await connect(t, source);
	sender.write('a\n');
	await until(() => calls > 0);
	sender.resetAndDestroy();
	await until(() => troubles.length > 0);
	t.regex(troubles.join(''), /^connection from 127\.0\.0\.1:\d+: connection reset by peer \(ECONNRESET\)$/v);
	t.false(source.isEnded);
});
