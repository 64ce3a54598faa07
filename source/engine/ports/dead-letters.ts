/** Where records go that no receiver will ever take. */
export type DeadLetters = {
	/** As the user knows it: a path. */
	readonly name: string;

	/** Finds out whether they could be kept, without keeping anything. Throws a `UsageError`. */
	open(): void;

	/**
	Keeps records with the reason why they are here; each element is one record with its newline.

	Throws where they can't be kept: they then stay where they are and are tried again.
	*/
	keep(records: Iterable<Uint8Array>, reason: string): void;
	close(): void;
};
