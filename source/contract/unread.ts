/** A file of the source, or its stdin, that was not read, or not to its end. */
export type UnreadFile = {
	readonly file: string;

	/** How far it was read. */
	readonly bytesRead: number;
	readonly recordsRead: number;
	readonly reason: string;
};

/** The files of the source that were not read, or not to their end: how many, and the first hundred of them. */
export type Unread = {readonly count: number; readonly files: readonly UnreadFile[]};
