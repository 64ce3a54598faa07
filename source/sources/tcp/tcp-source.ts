import {once} from 'node:events';
import net from 'node:net';
import {sliceBytes, type Chunk} from '../../domain/chunk.js';
import {UsageError} from '../../domain/errors.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Source, SourceEvents} from '../../engine/ports/source.js';
import {describeError} from '../../text/system-error.js';
import {ChunkMemory} from '../reading/chunk-memory.js';
import {PendingChunks} from '../reading/pending-chunks.js';
import {createRecordSplitter, type RecordSplitter} from '../reading/record-splitter.js';
import {takeOver, tcpPiece, type TcpSocket} from './tcp-socket.js';

/** Beyond this no connection is read until what is held has been taken, in bytes. */
const mostHeld = 256 * 1024;

/** How many connections are read again at once, when there is room: all of them may have something. */
const wokenAtOnce = 16;

type TcpSourceOptions = {
	/** The address to listen on. */
	readonly host: string;

	/** 0 is any that is free; the name says which it is. */
	readonly port: number;

	/** The largest record that may pass, its newline included, in bytes. */
	readonly maxRecordSize: number;
	readonly clock: Clock;
};

type Connection = {
	readonly socket: TcpSocket;
	readonly splitter: RecordSplitter;
};

/**
Newline-terminated records from all senders that connect, until it is stopped. No record mixes two connections; one that was cut off by the end of its connection passes with a newline, and so does one that was read in part when the source is stopped.

Senders are held back by not being read. Stopped, it closes all connections: what a sender had sent and was not read is lost, and the sender is told by a reset.
*/
export function createTcpSource({host, port, maxRecordSize, clock}: TcpSourceOptions): Source {
	const address = host.toLowerCase() === 'localhost' ? '127.0.0.1' : host;
	const memory = new ChunkMemory(tcpPiece);
	const pending = new PendingChunks();
	const server = net.createServer({pauseOnConnect: true});
	const connections = new Set<Connection>();

	/** Connections that are not read for now, the longest waiting first. */
	let resting: Connection[] = [];
	let name = nameOf(address, port);
	let held = 0;
	let hasEnded = false;
	let isWaking = false;

	const put = (chunk: Chunk | undefined, {onReady}: SourceEvents): void => {
		if (chunk !== undefined) {
			pending.put(chunk);
			held += chunk.bytes.length;
			onReady();
		}
	};

	const restAll = (): void => {
		const known = new Set(resting);
		for (const connection of connections) {
			if (!known.has(connection)) {
				connection.socket.pause();
				resting.push(connection);
			}
		}
	};

	const wake = (): void => {
		isWaking = false;
		if (hasEnded || !pending.isEmpty) {
			return;
		}

		for (const {socket} of resting.splice(0, wokenAtOnce)) {
			socket.resume();
		}

		if (resting.length > 0) {
			isWaking = true;
			clock.defer(wake);
		}
	};

	const accept = (accepted: net.Socket, events: SourceEvents): void => {
		const splitter = createRecordSplitter({
			// Many may send at once: no more is kept for the dead letters of one than a record may have.
			source: name, maxRecordSize, keptSize: maxRecordSize, memory, now: () => clock.now(), onRefused: events.onRefused,
		});
		const socket = takeOver(accepted, {
			onBytes(bytes) {
				put(splitter.push(bytes), events);
				if (held >= mostHeld) {
					restAll();
				}

				return held < mostHeld;
			},
			onEnd(error) {
				connections.delete(connection);
				resting = resting.filter(each => each !== connection);
				put(splitter.end(), events);
				if (error !== undefined) {
					events.onTrouble?.(`connection from ${socket.peer}: ${error}`);
				}
			},
		});
		const connection = {socket, splitter};
		connections.add(connection);
		if (held < mostHeld) {
			socket.resume();
		} else {
			resting.push(connection);
		}
	};

	const end = (events: SourceEvents): void => {
		server.close();
		hasEnded = true;
		for (const {socket, splitter} of connections) {
			socket.destroy();
			put(splitter.end(), events);
		}

		connections.clear();
		events.onReady();
	};

	let stop = (): void => undefined;
	return {
		get name() {
			return name;
		},
		isGenerated: false,
		get isEnded() {
			return hasEnded && pending.isEmpty;
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
			server.on('connection', accepted => {
				accept(accepted, events);
			});
			server.on('error', error => {
				events.onTrouble?.(`${name}: ${describeError(error)}`);
			});
			stop = () => {
				if (!hasEnded) {
					end(events);
				}
			};
		},
		read(max) {
			const slice = pending.take(max);
			if (slice !== undefined) {
				held -= sliceBytes(slice);
			} else if (max > 0 && resting.length > 0 && !isWaking) {
				wake();
			}

			return slice;
		},
		stop() {
			stop();
		},
		async close() {
			stop();
			pending.clear();
		},
	};
}

function nameOf(host: string, port: number): string {
	return `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
