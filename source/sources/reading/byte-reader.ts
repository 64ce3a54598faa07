import type {Memory} from './chunk-memory.js';

/** What is told of the bytes that arrive. */
export type ByteEvents = {
	/** The bytes are only good within the call, unless the memory is given that they lie in: that is the receiver's then. Returns whether to go on; otherwise nothing is handed over until `resume`. */
	readonly onBytes: (bytes: Uint8Array, memory?: Memory) => boolean;

	/** Nothing will come any more; with a message where that is because reading went wrong. */
	readonly onEnd: (error?: string) => void;
};

/** Reads a file descriptor as fast as it is asked to, whatever the descriptor is. */
export type ByteReader = {
	/** Goes on, from within the call where more is there already. */
	resume(): void;

	/** Reads nothing more, and hands over nothing more: all that was read has been handed over, but for what was read of a file. */
	stop(): void;
	close(): Promise<void>;
};
