import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {
	hexAddress, hexPort, isV4, mapped,
} from './hex-address.js';

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

	/** Bytes that the receiver's system holds and the receiver has not read, counted after `sending`; only known where it is on this machine. The end of the connection counts as one, until it is read. */
	readonly unread: number | undefined;
};

const timeWait = '06';

/** The system that is asked. */
export type System = {
	readonly platform: NodeJS.Platform;

	/** Reads one of its tables of connections. */
	readonly read: (table: 'tcp' | 'tcp6') => Promise<string>;
};

// The files are there at once; but the system looks through all its connections for them, which takes milliseconds.
const present: System = {platform: process.platform, read: async table => fs.promises.readFile(path.join('/proc/net', table), 'latin1')};

/**
Looks a connection up in the system's tables; `undefined` where there are none. Only Linux has them.

The system writes the rows one after the other, and bytes pass from the sender's end to the receiver's between. So the receiver's row has to be the later one: then no byte is missing in both.
*/
export async function readSystemQueues(endpoints: Endpoints, {platform, read}: System = present): Promise<SystemQueues | undefined> {
	if (platform !== 'linux') {
		return undefined;
	}

	const [own, other] = endpoints.localAddress.includes(':') ? ['tcp6', 'tcp'] as const : ['tcp', 'tcp6'] as const;
	try {
		const {isInOrder, ...found} = queuesIn(await read(own), endpoints);
		if (!found.isKnown || found.isTimeWait || isInOrder || !isOneMachine(endpoints)) {
			return found;
		}

		// A receiver that listens for both families has its end of an IPv4 connection in the table of IPv6.
		const later = await read(found.unread === undefined ? other : own).catch(() => '');
		return {...found, unread: queuesIn(later, endpoints).unread};
	} catch {
		return undefined;
	}
}

/** Finds a connection in the text of a table. `isInOrder`: the receiver's row is behind the sender's. */
export function queuesIn(table: string, {localAddress, localPort, remoteAddress, remotePort}: Endpoints): SystemQueues & {readonly isInOrder: boolean} {
	const local = {address: localAddress, port: localPort};
	const remote = {address: remoteAddress, port: remotePort};
	const own = rowOf(table, local, remote);
	const peer = rowOf(table, remote, local);
	return {
		isKnown: own !== undefined,
		isTimeWait: own?.state === timeWait,
		sending: own?.sending ?? 0,
		unread: peer?.unread,
		isInOrder: own !== undefined && peer !== undefined && own.start < peer.start,
	};
}

/** Whether both ends are on this machine: it calls itself by one address, or by those of the loopback. */
function isOneMachine({localAddress, remoteAddress}: Endpoints): boolean {
	const [local, remote] = [hexAddress(localAddress), hexAddress(remoteAddress)];
	return local === remote || [local, remote].every(hex => isV4(hex) && hex.endsWith('7F'));
}

type Row = {
	/** Where in the table it begins. */
	readonly start: number;
	readonly state: string;
	readonly sending: number;
	readonly unread: number;
};

type End = {readonly address: string; readonly port: number};

function rowOf(tables: string, from: End, to: End): Row | undefined {
	const [own, peer] = [hexAddress(from.address), hexAddress(to.address)];
	const ports = [hexPort(from.port), hexPort(to.port)] as const;
	return rowAt(tables, ` ${own}:${ports[0]} ${peer}:${ports[1]} `)
		?? (isV4(own) && isV4(peer) ? rowAt(tables, ` ${mapped}${own}:${ports[0]} ${mapped}${peer}:${ports[1]} `) : undefined);
}

function rowAt(tables: string, ends: string): Row | undefined {
	const start = tables.indexOf(ends);
	if (start === -1) {
		return undefined;
	}

	const [state = '', queues = ''] = tables.slice(start + ends.length).split(' ', 2);
	const [sending = '', unread = ''] = queues.split(':');
	return {
		start, state, sending: Number.parseInt(sending, 16), unread: Number.parseInt(unread, 16),
	};
}
