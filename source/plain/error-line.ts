import {UsageError} from '../domain/errors.js';
import {sanitize, oneLine} from '../text/sanitize.js';
import {withoutSecrets} from '../text/secrets.js';

/**
An error as the one line that a user gets, with a newline at its end.

@param isDebug Whether the stack trace is wanted behind it.
*/
export function errorLine(error: unknown, isDebug: boolean): string {
	const message = shown(error instanceof Error ? error.message : String(error));
	const line = error instanceof UsageError
		? `millrace: ${message}${error.hint === undefined ? '' : ` (${shown(error.hint)})`}\n`
		: `millrace: internal error: ${message}${isDebug ? '' : ' (--debug shows where)'}\n`;
	return isDebug && error instanceof Error && error.stack !== undefined ? `${line}${error.stack.split('\n').map(text => withoutSecrets(sanitize(text))).join('\n')}\n` : line;
}

/** Errors of the system and of libraries may quote an address as well. */
function shown(text: string): string {
	return withoutSecrets(oneLine(text));
}
