import fs from 'node:fs';
import process from 'node:process';

/** One connection on this machine, by the addresses of both its ends. */
export type Endpoints = {
	readonly localAddress: string;
	readonly localPort: number;
	readonly remoteAddress: string;
	readonly remotePort: number;
};

/** What the system's table of connections says of one. */
export type SystemQueues = {
	/** Whether the system still knows the connection: it forgets one that was reset at once. */
	readonly isKnown: boolean;

	/** Whether both sides have closed it in order, this one first. */
	readonly isTimeWait: boolean;

	/** Bytes that the receiver's system has not confirmed. */
	readonly sending: number;

	/** Bytes that the receiver's system holds and the receiver has not read; only known where it is on this machine. The end of the connection counts as one, until it is read. */
	readonly unread: number | undefined;
};

const timeWait = '06';

/** Looks a connection up in the system's table; `undefined` where there is no such table. Only Linux has one. */
export async function readSystemQueues(endpoints: Endpoints): Promise<SystemQueues | undefined> {
	if (process.platform !== 'linux') {
		return undefined;
	}

	try {
		const isV6 = endpoints.localAddress.includes(':');
		// A file of the system's own, that is there at once; but a busy machine has a long one.
		return queuesIn(await fs.promises.readFile(isV6 ? '/proc/net/tcp6' : '/proc/net/tcp', 'latin1'), endpoints);
	} catch {
		return undefined;
	}
}

/** Finds a connection in the text of such a table. */
export function queuesIn(table: string, {localAddress, localPort, remoteAddress, remotePort}: Endpoints): SystemQueues {
	const local = `${hexAddress(localAddress)}:${hexPort(localPort)}`;
	const remote = `${hexAddress(remoteAddress)}:${hexPort(remotePort)}`;
	const own = rowOf(table, local, remote);
	return {
		isKnown: own !== undefined,
		isTimeWait: own?.state === timeWait,
		sending: own?.sending ?? 0,
		unread: rowOf(table, remote, local)?.unread,
	};
}

type Row = {readonly state: string; readonly sending: number; readonly unread: number};

function rowOf(table: string, from: string, to: string): Row | undefined {
	const start = table.indexOf(` ${from} ${to} `);
	if (start === -1) {
		return undefined;
	}

	const [state = '', queues = ''] = table.slice(start + from.length + to.length + 3).split(' ', 2);
	const [sending = '', unread = ''] = queues.split(':');
	return {state, sending: Number.parseInt(sending, 16), unread: Number.parseInt(unread, 16)};
}

function hexPort(port: number): string {
	return port.toString(16).toUpperCase().padStart(4, '0');
}

/** An address as the table writes it: its bytes in groups of four, each group turned around. */
function hexAddress(address: string): string {
	const bytes = address.includes(':') ? bytesOfV6(address) : bytesOfV4(address);
	const turned = bytes.map((_, index) => bytes[index - (index % 4) + 3 - (index % 4)] ?? 0);
	return turned.map(byte => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
}

function bytesOfV4(address: string): readonly number[] {
	return address.split('.').map(Number);
}

function bytesOfV6(address: string): readonly number[] {
	const withoutZone = address.replace(/%.*$/v, '');
	const [head = '', tail] = withoutZone.split('::');
	const first = bytesOfGroups(head);
	const last = bytesOfGroups(tail ?? '');
	const zeros = tail === undefined ? 0 : Math.max(0, 16 - first.length - last.length);
	return [...first, ...Array.from({length: zeros}, () => 0), ...last];
}

function bytesOfGroups(text: string): readonly number[] {
	return text.split(':').filter(group => group !== '').flatMap(group => {
		if (group.includes('.')) {
			return bytesOfV4(group);
		}

		const value = Number.parseInt(group, 16);
		return [Math.floor(value / 256), value % 256];
	});
}
