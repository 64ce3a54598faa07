/** Where records go that no receiver will take. */
export type DeadLetters = {
	/** The path that the user gave. */
	readonly name: string;

	/** Finds out whether records could be kept in a place that the user gave, without keeping any. Throws a `UsageError` where they could not. A place that nobody gave is tried by the first record. */
	open(): void;

	/**
	Keeps records with the reason why they are here; each element is one record with its newline.

	@param size The size in bytes of the whole record, where there is only its beginning.

	Throws where they can't be kept. The records then stay where they are, and the caller tries again.
	*/
	keep(records: Iterable<Uint8Array>, reason: string, size?: number): void;
	close(): void;
};
