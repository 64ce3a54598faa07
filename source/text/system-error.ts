import {getSystemErrorMap} from 'node:util';

/** The code of a system error (`ENOSPC`), or nothing where it is none. */
export function errorCode(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** An error in words for a user, without a path or a stack: `no space left on device (ENOSPC)`. */
export function describeError(error: unknown): string {
	const code = errorCode(error);
	for (const [name, message] of getSystemErrorMap().values()) {
		if (name === code) {
			return `${message} (${name})`;
		}
	}

	return error instanceof Error ? error.message : String(error);
}
