import {UsageError} from '../../domain/errors.js';
import {wordWithoutSecrets} from '../../text/secrets.js';

/** A text that was to be a value: the value, or what to do about a text that is none. */
export type ParseResult<Value>
	= | {readonly ok: true; readonly value: Value}
		| {readonly ok: false; readonly hint: string | undefined; readonly instead?: string};

export function parsed<Value>(value: Value): ParseResult<Value> {
	return {ok: true, value};
}

/**
A text that is not a value.

@param hint What to do about it.
@param instead What is wrong, where "expected …" would miss the point.
*/
export function rejected(hint?: string, instead?: string): ParseResult<never> {
	return instead === undefined ? {ok: false, hint} : {ok: false, hint, instead};
}

const longestQuote = 60;

/** A text from outside, fit to be shown within one line. It is masked before it is cut: what tells a password from a host may stand behind the cut. */
export function quote(text: string): string {
	const shown = wordWithoutSecrets(text);
	return JSON.stringify(shown.length > longestQuote ? `${shown.slice(0, longestQuote)}…` : shown);
}

/** The value that was parsed; throws a `UsageError` that names the setting, what was expected and what came. */
export function valueOf<Value>(result: ParseResult<Value>, where: string, expected: string, came: string): Value {
	if (result.ok) {
		return result.value;
	}

	throw new UsageError(`${where}: ${result.instead ?? `expected ${expected}, got ${came}`}`, result.hint);
}
