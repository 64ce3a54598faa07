import {InternalError, UsageError} from '../../domain/errors.js';
import type {ErrorMessage} from './messages.js';

export function packError(error: unknown): ErrorMessage {
	return error instanceof Error
		? {
			name: error.name, message: error.message, hint: error instanceof UsageError ? error.hint : undefined, stack: error.stack,
		}
		: {
			name: 'Error', message: String(error), hint: undefined, stack: undefined,
		};
}

export function unpackError({name, message, hint, stack}: ErrorMessage): Error {
	const error = name === 'UsageError' ? new UsageError(message, hint) : new InternalError(message);
	if (stack !== undefined) {
		error.stack = stack;
	}

	return error;
}
