/** The user asked for something that can't be: a wrong flag, a bad value, a file that can't be written. Exit code 2. */
export class UsageError extends Error {
	override readonly name = 'UsageError';

	/** What to do about it, if there is something to say. */
	readonly hint: string | undefined;

	constructor(message: string, hint?: string) {
		super(message);
		this.hint = hint;
	}
}

/** The program is wrong. Exit code 1. */
export class InternalError extends Error {
	override readonly name = 'InternalError';
}
