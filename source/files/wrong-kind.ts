/** A name leads to something that is no file. The message reads well behind a colon. */
export class WrongKindError extends Error {
	override readonly name = 'WrongKindError';
}
