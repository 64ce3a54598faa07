import type {ExecutionContext} from 'ava';
import {UsageError} from '../../source/domain/errors.js';

/** Runs what has to be refused, and gives message and hint as the user reads them. */
export function refusalOf(t: ExecutionContext, run: () => unknown): string {
	const error = t.throws(run, {instanceOf: UsageError});
	const text = error === undefined ? '' : `${error.message} (${error.hint ?? ''})`;
	t.false(text.includes('\n'), 'an error is one line');
	return text;
}
