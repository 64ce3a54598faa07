import type {Chunk} from '../../domain/chunk.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {RecordSplitter} from '../reading/record-splitter.js';
import type {TcpSocket} from './tcp-socket.js';

/** A connection, and what it has begun to send. */
export type Sender = {
	readonly socket: TcpSocket;
	readonly splitter: RecordSplitter;

	/** When it was last heard, or read again; in monotonic milliseconds. */
	heardAt: number;

	/** Memory that its half record takes, in bytes. */
	partial: number;
	isResting: boolean;

	/** Whether it was told to close. */
	isHalfClosed: boolean;
};

/** What all connections share. */
export type SendersOptions = {
	readonly clock: Clock;
	readonly idleTimeout: number | undefined;

	/** How many bytes half records may take now. */
	readonly room: () => number;
	readonly createSplitter: () => RecordSplitter;

	/** Takes records in; returns whether there is room for more. */
	readonly onRecords: (chunk: Chunk | undefined) => boolean;

	/** Whether records may be read at all now. */
	readonly mayRead: () => boolean;
	readonly onTrouble: (message: string) => void;

	/** A sender has gone; told after its last record. */
	readonly onGone: () => void;
	readonly onSweep: () => void;
};
