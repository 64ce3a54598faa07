import type {UnreadFile} from '../../contract/unread.js';
import type {Slice} from '../../domain/chunk.js';

/** A record that can't enter the pipeline, and why: it goes to the dead letters. */
export type RefusedRecord = {
	/** The record with its newline, or its beginning where it is too large to keep. They stay as they are, as the record may have to wait. */
	readonly bytes: Uint8Array;

	/** The size of the whole record, its newline included. */
	readonly size: number;
	readonly reason: string;
};

/** What a source tells the pipeline that reads it. */
export type SourceEvents = {
	/** There is something to read again, or the source has ended. */
	readonly onReady: () => void;
	readonly onRefused: (record: RefusedRecord) => void;

	/** A file, or stdin, could not be read, or not to its end. The source goes on with the next file, or ends after the records that it still holds. */
	readonly onUnread?: (file: UnreadFile) => void;

	/** A failure that does not end the source, such as the loss of one of many senders. */
	readonly onTrouble?: (message: string) => void;
};

/** Where records come from. The pipeline pulls: records that it does not read stay outside, which is backpressure. */
export type Source = {
	readonly name: string;

	/** Whether the program makes the records itself and has to pace them. */
	readonly isGenerated: boolean;

	/** Whether every record was read and no more will come. */
	readonly isEnded: boolean;

	/** Memory that records take whose end has not come, in bytes: it counts within the bound of the queue. */
	readonly partialBytes?: number;

	/** Finds out before the first record what can be found out then. Rejects with a `UsageError`. */
	open(events: SourceEvents): Promise<void>;

	/** The next whole records, at most `max`; `undefined` where there are none now. The records then belong to the reader. */
	read(max: number): Slice | undefined;

	/**
	Takes nothing more from outside. What was taken before can still be read, and then the source is ended: at once, unless it has senders. These are told, and what they still send is read until each has closed its side.

	The part of a last record is refused, as its end has not come; a file still holds it.

	@param within The longest that senders may be listened to, in milliseconds.
	*/
	stop(within?: number): void;

	/** Lets go of what the source holds. Also called for a source that was not opened. */
	close(): Promise<void>;
};
