import type {Slice} from '../../domain/chunk.js';

/** A record that can't enter the pipeline, and why: it goes to the dead letters. */
export type RefusedRecord = {
	/** The record, or as much of it as was kept. */
	readonly bytes: Uint8Array;

	/** The size of the whole record, its newline included. */
	readonly size: number;
	readonly reason: string;
};

/** What a source is told and asked by the pipeline that reads it. */
export type SourceEvents = {
	/** There is something to read again, or the source has ended. */
	readonly onReady: () => void;
	readonly onRefused: (record: RefusedRecord) => void;

	/** Reading went wrong; the source ends after what it still holds. */
	readonly onError: (message: string) => void;

	/** Something went wrong that ends nothing: one of many senders is gone. */
	readonly onTrouble?: (message: string) => void;
};

/** Where records come from. Pull-based: what is not read stays where it is, which is backpressure. */
export type Source = {
	readonly name: string;

	/** Whether the program makes the records itself and has to pace them. */
	readonly isGenerated: boolean;

	/** Whether all has been read: nothing will come any more. */
	readonly isEnded: boolean;

	/** Finds out before the first record what can be found out then. Rejects with a `UsageError`. */
	open(events: SourceEvents): Promise<void>;

	/** The next whole records, at most so many; nothing where none are there now. What was read is the reader's. */
	read(max: number): Slice | undefined;

	/**
	Reads nothing more from outside. When it returns, all that was taken from there can be read, and then the source is ended: the part of a record that came last too, with a newline, unless whoever it came from still has it, as a file does.
	*/
	stop(): void;

	/** Lets go of what the source holds. */
	close(): Promise<void>;
};
