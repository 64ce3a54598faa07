import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import net from 'node:net';
import test, {type ExecutionContext} from 'ava';
import {UsageError} from '../../../source/domain/errors.js';
import type {Source} from '../../../source/engine/ports/source.js';
import {errorCode} from '../../../source/text/system-error.js';
import {createTcpSource} from '../../../source/sources/tcp/tcp-source.js';
import {VirtualClock} from '../../../source/simulation/virtual-clock.js';
import {realClock as clock} from '../../helpers/clock.js';
import {until} from '../../helpers/until.js';
import {openReading, testSourceContract, type Reading} from '../source-contract.js';

type Options = Partial<Parameters<typeof createTcpSource>[0]>;

function createSource(options: Options = {}): Source {
	return createTcpSource({
		host: 'localhost', port: 0, maxRecordSize: 16 * 1024 * 1024, maxConnections: 1000, idleTimeout: undefined, room: () => 64 * 1024 * 1024, clock, ...options,
	});
}

async function connect(t: ExecutionContext, {name}: Source, allowHalfOpen = false): Promise<net.Socket> {
	const socket = net.connect({port: Number(new URL(name).port), host: '127.0.0.1', allowHalfOpen});
	t.teardown(() => {
		socket.destroy();
	});
	socket.on('error', () => undefined);
	await once(socket.resume(), 'connect');
	return socket;
}

async function open(t: ExecutionContext, options: Options = {}): Promise<{readonly source: Source; readonly reading: Reading}> {
	const source = createSource(options);
	t.teardown(async () => source.close());
	return {source, reading: await openReading({source})};
}

/** What the source says besides its records is kept too. */
async function openWithTroubles(t: ExecutionContext, options: Options): Promise<{readonly source: Source; readonly reading: Reading; readonly troubles: readonly string[]}> {
	const source = createSource(options);
	t.teardown(async () => source.close());
	const troubles: string[] = [];
	const reading = await openReading({
		source: {
			...source,
			get isEnded() {
				return source.isEnded;
			},
			async open(events) {
				await source.open({
					...events,
					onTrouble(message) {
						troubles.push(message);
					},
				});
			},
		},
	});
	return {source, reading, troubles};
}

function textOf(reading: Reading): string {
	return Buffer.from(reading.bytes()).toString();
}

testSourceContract(test, 'tcp source', {
	isGenerated: false,
	hearsSenders: true,
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
					source.stop(60_000);
				}
			},
		};
	},
});

test('the port that is free is in the name, and no other server can have it', async t => {
	const {source} = await open(t);
	t.regex(source.name, /^tcp:\/\/127\.0\.0\.1:[1-9]\d+$/v);
	const error = await t.throwsAsync(openReading({source: createSource({port: Number(new URL(source.name).port)})}), {instanceOf: UsageError});
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
	const senders: net.Socket[] = [];
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

test('stopped, it listens no more and hears each sender to its end', async t => {
	const {source, reading} = await open(t);
	const sender = await connect(t, source, true);
	sender.write('whole\nhalf');
	await until(() => reading.calls > 0);
	source.stop(60_000);
	reading.readHeld();
	t.is(textOf(reading), 'whole\n');
	t.false(source.isEnded);
	await once(sender, 'end');
	const late = net.connect(Number(new URL(source.name).port), '127.0.0.1');
	const error = await new Promise<unknown>(resolve => {
		late.once('error', resolve);
	});
	t.is(errorCode(error), 'ECONNREFUSED');
	sender.end(' and half\nlast');
	await reading.readUntil(Number.POSITIVE_INFINITY);
	t.is(textOf(reading), 'whole\nhalf and half\nlast\n');
	t.true(source.isEnded);
});

test('a sender that goes on for longer than it may is cut off by a reset, and its half record is refused', async t => {
	const {source, reading, troubles} = await openWithTroubles(t, {});
	const sender = await connect(t, source, true);
	sender.write('whole\nhalf');
	await until(() => reading.calls > 0);
	source.stop(20);
	const errors: unknown[] = [];
	sender.on('error', error => {
		errors.push(errorCode(error));
	});
	await until(() => troubles.length > 0);
	// A sender that was told to close reads no more: it learns of the reset by its next writes.
	await until(() => {
		sender.write('more');
		return sender.closed;
	});
	t.true(['EPIPE', 'ECONNRESET'].includes(String(errors[0])));
	reading.readHeld();
	t.true(source.isEnded);
	t.is(textOf(reading), 'whole\n');
	t.regex(reading.refused.map(({bytes, reason}) => `${Buffer.from(bytes).toString()}: ${reason}`).join(''), /^half: the end of this record never came from 127\.0\.0\.1:\d+: the grace period allowed no more$/v);
	t.deepEqual(troubles, [`${source.name}: 1 connections were cut before their senders had closed them: the grace period allowed no more`]);
});

test('more senders than are allowed are refused, and counted', async t => {
	const {source, troubles} = await openWithTroubles(t, {maxConnections: 2});
	const senders: net.Socket[] = [];
	for (let index = 0; index < 5; index++) {
		senders.push(await connect(t, source));
	}

	await until(() => senders.filter(sender => sender.closed).length === 3 && troubles.length === 2);
	t.deepEqual(troubles.map(trouble => trouble.replace(source.name, '')), [
		': 1 connection was refused (1 since the start): there are 2 already, and --max-connections allows no more',
		': 2 connections were refused (3 since the start): there are 2 already, and --max-connections allows no more',
	]);
});

test('half records take no more memory than there is room for, and all pass in the end', async t => {
	const room = 8 * 1024 * 1024;
	const {source, reading} = await open(t, {room: () => room});
	const half = Buffer.alloc(2 * 1024 * 1024, 'x');
	const senders: net.Socket[] = [];
	for (let index = 0; index < 24; index++) {
		const sender = await connect(t, source);
		sender.write(half);
		senders.push(sender);
	}

	let most = 0;
	const look = () => {
		most = Math.max(most, source.partialBytes ?? 0);
	};

	await until(() => {
		look();
		return most > room;
	});
	for (const sender of senders) {
		sender.end('end\n');
	}

	await until(() => {
		look();
		reading.readHeld();
		return reading.slices.length === senders.length;
	});
	t.is(reading.bytes().length, senders.length * (half.length + 4));
	// One record may grow to its end, doubled as it grows, beside what the others had in one read.
	t.true(most < room + (8 * 1024 * 1024), `${most} bytes were held`);
	t.is(source.partialBytes, 0);
});

test('a sender that is silent for too long is told, and cut off where it does not listen', async t => {
	const turned = new VirtualClock();
	const {source, reading, troubles} = await openWithTroubles(t, {idleTimeout: 60_000, clock: turned});
	const sender = await connect(t, source, true);
	sender.write('whole\nhalf');
	await until(() => reading.calls > 0);
	turned.advance(59_000);
	t.deepEqual(troubles, []);
	turned.advance(2000);
	t.regex(troubles.join(''), /said nothing for --idle-timeout$/v);
	await once(sender, 'end');
	turned.advance(6000);
	t.is(troubles.length, 2);
	await until(() => {
		sender.write('more');
		return sender.closed;
	});
	t.is(reading.refused.length, 1);
});

test('a connection that breaks is said and ends nothing', async t => {
	const source = createSource();
	t.teardown(async () => source.close());
	const troubles: string[] = [];
	const refused: string[] = [];
	let calls = 0;
	await source.open({
		onReady() {
			calls++;
		},
		onRefused({bytes, reason}) {
			refused.push(`${Buffer.from(bytes).toString()}: ${reason}`);
		},
		onUnread() {
			t.fail();
		},
		onTrouble(message) {
			troubles.push(message);
		},
	});
	const sender = await connect(t, source);
	sender.write('a\nhalf');
	await until(() => calls > 0);
	sender.resetAndDestroy();
	await until(() => troubles.length > 0);
	t.regex(troubles.join(''), /^connection from 127\.0\.0\.1:\d+: connection reset by peer \(ECONNRESET\)$/v);
	t.false(source.isEnded);
	t.regex(refused.join(''), /^half: the end of this record never came from 127\.0\.0\.1:\d+: connection reset by peer \(ECONNRESET\)$/v);
});
