import {once} from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {
	queuesIn, readSystemQueues, type Endpoints, type System,
} from '../../../source/sinks/tcp/system-queues.js';
import {ownPath} from '../../helpers/folder.js';

const header = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

function row(local: string, remote: string, state: string, queues: string): string {
	return `   1: ${local} ${remote} ${state} ${queues} 00:00000000 00000000     0        0 1234 1 0000000000000000 20 4 30 10 -1\n`;
}

function ends(localAddress: string, remoteAddress = localAddress): Endpoints {
	return {
		localAddress, localPort: 45_000, remoteAddress, remotePort: 80,
	};
}

function linuxWith(folder: string): System {
	return {platform: 'linux', read: async table => fs.promises.readFile(path.join(folder, table), 'latin1')};
}

const loopback = '00000000000000000000000001000000';
const mapped = '0000000000000000FFFF00000100007F';

/** Each address as Node says it and as the table writes it. */
const forms: ReadonlyArray<readonly [string, string, string]> = [
	['IPv4', '127.0.0.1', '0100007F'],
	['another IPv4', '192.168.10.254', 'FE0AA8C0'],
	['IPv6', '::1', loopback],
	['a whole IPv6', '2001:db8:1:2:3:4:5:6', 'B80D0120020001000400030006000500'],
	['a shortened IPv6', '2001:db8::5:6', 'B80D0120000000000000000006000500'],
	['an IPv6 with a zone', 'fe80::1%eth0', '000080FE000000000000000001000000'],
	['an IPv4 in IPv6', '::ffff:127.0.0.1', mapped],
	['an IPv4 in IPv6, in hexadecimal', '::ffff:7f00:1', mapped],
];

for (const [what, address, hex] of forms) {
	test(`it finds a connection by ${what} address`, t => {
		const table = header + row(`${hex}:0050`, '00000000:0000', '0A', '00000000:00000000')
			+ row(`${hex}:AFC8`, `${hex}:0050`, '01', '0000000A:00000000') + row(`${hex}:0050`, `${hex}:AFC8`, '01', '00000000:00000111');
		t.like(queuesIn(table, ends(address)), {
			isKnown: true, isTimeWait: false, sending: 10, unread: 273,
		});
		t.false(queuesIn(table, {...ends(address), localPort: 45_001}).isKnown);
	});
}

test('it says that a receiver elsewhere does not tell, that both sides are closed, and that a connection is forgotten', t => {
	const table = header + row('0100007F:AFC8', '0200000A:0050', '06', '00000000:00000000');
	t.like(queuesIn(table, ends('127.0.0.1', '10.0.0.2')), {
		isKnown: true, isTimeWait: true, sending: 0, unread: undefined,
	});
	t.like(queuesIn(header, ends('127.0.0.1')), {
		isKnown: false, isTimeWait: false, sending: 0, unread: undefined,
	});
});

test('without such a table, and on another system, it knows nothing', async t => {
	const folder = ownPath(t, '');
	t.is(await readSystemQueues(ends('127.0.0.1'), linuxWith(folder)), undefined);
	fs.writeFileSync(path.join(folder, 'tcp'), header + row('0100007F:AFC8', '0100007F:0050', '01', '00000000:00000000'));
	t.is(await readSystemQueues(ends('127.0.0.1'), {...linuxWith(folder), platform: 'darwin'}), undefined);
	t.like(await readSystemQueues(ends('127.0.0.1'), linuxWith(folder)), {isKnown: true, unread: undefined});
	t.is(await readSystemQueues(ends('::1'), linuxWith(folder)), undefined);
});

test('the two ends of a connection on this machine may stand in different tables', async t => {
	const folder = ownPath(t, '');
	const v4 = row('0100007F:AFC8', '0100007F:0050', '01', '00000003:00000000');
	fs.writeFileSync(path.join(folder, 'tcp'), header + v4 + row('0200000A:AFC8', '0300000A:0050', '01', '00000000:00000000'));
	fs.writeFileSync(path.join(folder, 'tcp6'), header + row(`${mapped}:0050`, `${mapped}:AFC8`, '01', '00000000:00000004'));
	const system = linuxWith(folder);
	t.like(await readSystemQueues(ends('127.0.0.1'), system), {sending: 3, unread: 4});
	t.like(await readSystemQueues(ends('10.0.0.2', '10.0.0.3'), system), {isKnown: true, unread: undefined});

	// The other way round: it has connected by IPv6, and the receiver listens for IPv4 alone.
	const other = ownPath(t, 'other');
	fs.mkdirSync(other);
	fs.writeFileSync(path.join(other, 'tcp6'), header + row(`${mapped}:AFC8`, `${mapped}:0050`, '01', '00000003:00000000'));
	fs.writeFileSync(path.join(other, 'tcp'), header + row('0100007F:0050', '0100007F:AFC8', '01', '00000000:00000004'));
	t.like(await readSystemQueues(ends('::ffff:127.0.0.1'), linuxWith(other)), {sending: 3, unread: 4});
});

test('what stands in the table before the sender is read again: bytes may have come between', async t => {
	const sender = row('0100007F:AFC8', '0100007F:0050', '01', '00000000:00000000');
	const receiver = (unread: string): string => row('0100007F:0050', '0100007F:AFC8', '01', `00000000:0000000${unread}`);
	const tables = [header + receiver('0') + sender, header + receiver('7') + sender, header + sender + receiver('3')];
	const system = {platform: 'linux', read: async () => tables.shift() ?? ''} as const;
	t.like(await readSystemQueues(ends('127.0.0.1'), system), {sending: 0, unread: 7});
	t.like(await readSystemQueues(ends('127.0.0.1'), system), {sending: 0, unread: 3});
	t.deepEqual(tables, []);
});

for (const [listenAt, connectTo] of [['127.0.0.1', '127.0.0.1'], ['::', '127.0.0.1'], ['::', '::1'], ['0.0.0.0', '::ffff:127.0.0.1']] as const) {
	const hasV6 = !listenAt.includes(':') || fs.existsSync('/proc/net/if_inet6');
	(process.platform === 'linux' && hasV6 ? test : test.skip)(`a real connection from ${connectTo} to one who listens at ${listenAt} tells what is unread`, async t => {
		const server = net.createServer({pauseOnConnect: true});
		server.listen(0, listenAt);
		await once(server, 'listening');
		const address = server.address();
		const port = typeof address === 'object' && address !== null ? address.port : 0;
		const socket = net.connect(port, connectTo);
		t.teardown(() => {
			socket.destroy();
			server.close();
		});
		const accepted = once(server, 'connection');
		await once(socket, 'connect');
		await accepted;
		socket.write('five\n');
		const {localAddress = '', localPort = 0, remoteAddress = '', remotePort = 0} = socket;
		const unread = async (): Promise<number | undefined> => {
			const found = await readSystemQueues({
				localAddress, localPort, remoteAddress, remotePort,
			});
			return found?.unread;
		};

		let found = await unread();
		while (found === 0) {
			found = await unread();
		}

		t.is(found, 5);
	});
}
