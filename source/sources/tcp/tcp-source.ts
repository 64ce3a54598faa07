import {once} from 'node:events';
import net from 'node:net';
import {sliceBytes, type Chunk} from '../../domain/chunk.js';
import {UsageError} from '../../domain/errors.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Source, SourceEvents} from '../../engine/ports/source.js';
import {describeError} from '../../text/system-error.js';
import {ChunkMemory} from '../reading/chunk-memory.js';
import {PendingChunks} from '../reading/pending-chunks.js';
import {createRecordSplitter} from '../reading/record-splitter.js';
import {openFilesLeft} from './open-files.js';
import {Refusals} from './refusals.js';
import {Senders} from './senders.js';
import {tcpPiece} from './tcp-socket.js';

/** Beyond this no connection is read until what is held has been taken, in bytes. */
const mostHeld = 256 * 1024;

/** Memory that stays with a connection between records, in bytes: there may be many. */
const lastingCarry = 16 * 1024;

type TcpSourceOptions = {
	/** The address to listen on. */
	readonly host: string;

	/** 0 is any that is free; the name says which it is. */
	readonly port: number;

	/** The largest record that may pass, its newline included, in bytes. */
	readonly maxRecordSize: number;

	/** How many senders there may be at a time. */
	readonly maxConnections: number;

	/** How long a sender may be silent, in milliseconds. */
	readonly idleTimeout: number | undefined;

	/** How many bytes the queue has room for now: records whose end has not come must fit in there. */
	readonly room: () => number;
	readonly clock: Clock;
};

/**
Newline-terminated records from all senders that connect, until it is stopped. No record mixes two connections. A sender that closes its side has ended its last record; after a reset the end of a record is unknown, and its part is refused.

Senders are held back by not being read. Stopped, it closes its own side of each connection and reads on until the sender has closed as well: what a sender had sent by then is not lost. One that does not close is cut off by a reset.
*/
export function createTcpSource({
	host, port, maxRecordSize, maxConnections, idleTimeout, room, clock,
}: TcpSourceOptions): Source {
	const address = host.toLowerCase() === 'localhost' ? '127.0.0.1' : host;
	const memory = new ChunkMemory(tcpPiece);
	const pending = new PendingChunks();
	const server = net.createServer({pauseOnConnect: true});
	let name = nameOf(address, port);
	let held = 0;
	let isStopping = false;
	let hasEnded = false;
	let opened: {readonly senders: Senders; readonly events: SourceEvents} | undefined;
	let deadline: number | undefined;

	const open = (events: SourceEvents): Senders => {
		const say = (message: string): void => {
			events.onTrouble?.(`${name}: ${message}`);
		};

		const refusals = new Refusals(say);
		const senders = new Senders({
			clock,
			idleTimeout,
			room,
			createSplitter: () => createRecordSplitter({
				// Many may send at once: no more is kept for the dead letters of one than a record may have.
				source: name, maxRecordSize, keptSize: maxRecordSize, memory, lastingCarry, now: () => clock.now(), onRefused: events.onRefused,
			}),
			onRecords(chunk: Chunk | undefined) {
				if (chunk !== undefined) {
					pending.put(chunk);
					held += chunk.bytes.length;
					events.onReady();
				}

				return held < mostHeld;
			},
			mayRead: () => held < mostHeld,
			onTrouble: message => events.onTrouble?.(message),
			onGone: noticeEnd,
			onSweep() {
				refusals.flush(clock.now());
			},
		});
		const mostFiles = openFilesLeft();
		server.on('connection', accepted => {
			if (senders.size >= Math.min(maxConnections, mostFiles)) {
				accepted.destroy();
				refusals.add(maxConnections <= mostFiles
					? `there are ${maxConnections} already, and --max-connections allows no more`
					: `there are ${mostFiles} already, and the system lets this program open no more files (raise ulimit -n)`, clock.now());
			} else {
				senders.add(accepted);
			}
		});
		server.on('error', error => {
			say(describeError(error));
		});
		return senders;
	};

	const noticeEnd = (): void => {
		if (isStopping && !hasEnded && (opened?.senders.size ?? 0) === 0) {
			hasEnded = true;
			if (deadline !== undefined) {
				clock.clearTimeout(deadline);
			}

			opened?.events.onReady();
		}
	};

	/** Listens no more, and hears all senders to their end, but not for longer than `within`. */
	const stop = (within: number): void => {
		if (isStopping) {
			return;
		}

		isStopping = true;
		server.close();
		opened?.senders.halfClose();
		deadline = clock.setTimeout(() => {
			cut('the grace period allowed no more');
		}, within);
		noticeEnd();
	};

	const cut = (reason: string): void => {
		const count = opened?.senders.size ?? 0;
		if (count > 0) {
			opened?.events.onTrouble?.(`${name}: ${count} connections were cut before their senders had closed them: ${reason}`);
			opened?.senders.reset(reason);
		}
	};

	return {
		get name() {
			return name;
		},
		isGenerated: false,
		get isEnded() {
			return hasEnded && pending.isEmpty;
		},
		get partialBytes() {
			return opened?.senders.partialBytes ?? 0;
		},
		async open(events) {
			try {
				server.listen(port, address);
				await once(server, 'listening');
			} catch (error) {
				throw new UsageError(`can't listen on ${name}: ${describeError(error)}`, 'name another port, or 0 for any that is free');
			}

			const bound = server.address();
			name = nameOf(address, typeof bound === 'object' && bound !== null ? bound.port : port);
			opened = {senders: open(events), events};
		},
		read(max) {
			const slice = pending.take(max);
			if (slice !== undefined) {
				held -= sliceBytes(slice);
			} else if (max > 0) {
				opened?.senders.wake();
			}

			return slice;
		},
		stop(within = 0) {
			stop(within);
		},
		async close() {
			stop(0);
			opened?.senders.close('the program has ended');
			noticeEnd();
			pending.clear();
		},
	};
}

function nameOf(host: string, port: number): string {
	return `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
