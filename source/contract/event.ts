export type EventLevel = 'info' | 'warning' | 'error';

/** Something of interest that has happened. Events come in the order in which they happened. */
export type LoggedEvent = {
	/** Counts up by one. */
	readonly id: number;

	/** Microseconds since the epoch. */
	readonly at: number;
	readonly level: EventLevel;

	/** The part of the program that did it; `you` is the user. */
	readonly source: 'you' | 'pipeline' | 'producer' | 'queue' | 'worker' | 'scaler' | 'sink' | 'source';
	readonly message: string;

	/** Evidence, cause or a hint: shown dimmed behind the message. */
	readonly detail?: string;

	/** What lines say instead of message and detail, where they have other words. */
	readonly line?: string;

	/** Marks of actions on the time axis: one short word. */
	readonly mark?: string;

	/** Only of interest with `--verbose`. */
	readonly isVerbose?: boolean;
};
