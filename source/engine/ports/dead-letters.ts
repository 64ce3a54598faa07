/** Where records go that no receiver will take. */
export type DeadLetters = {
	/** The path that the user gave. */
	readonly name: string;

	/** Finds out whether records could be kept, without keeping any. Throws a `UsageError` where they could not. */
	open(): void;

	/**
	Keeps records with the reason why they are here; each element is one record with its newline.

	Throws where they can't be kept. The records then stay where they are, and the caller tries again.
	*/
	keep(records: Iterable<Uint8Array>, reason: string): void;
	close(): void;
};
