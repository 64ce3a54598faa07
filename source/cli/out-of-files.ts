import {UsageError} from '../domain/errors.js';

/** Whether the system has refused to open a file, in this thread or in another, because too many are open. What was refused to a user by name has its own words. */
export function isOutOfFiles(error: unknown): boolean {
	return error instanceof Error && !(error instanceof UsageError) && /\bE[MN]FILE\b/v.test(error.message);
}
