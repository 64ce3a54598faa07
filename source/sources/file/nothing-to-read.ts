import {UsageError} from '../../domain/errors.js';
import type {ClosedFolder} from './find-files.js';

/** How many files a message names. */
const mostNamed = 3;

/** The user's mistake where not one file can be opened at the start. */
export function nothingToRead(pattern: string, unread: readonly ClosedFolder[]): UsageError {
	const [first, ...others] = unread;
	if (first === undefined) {
		return new UsageError(`no file matches ${pattern}`, 'quote the pattern, and try it with ls first');
	}

	if (others.length === 0) {
		return new UsageError(`can't read ${first.path}: ${first.reason}`, hintFor(first));
	}

	const named = unread.slice(0, mostNamed).map(({path, reason}) => `${path}: ${reason}`);
	const more = unread.length > mostNamed ? [`${unread.length - mostNamed} more`] : [];
	return new UsageError(`can't read any file that matches ${pattern}: ${[...named, ...more].join(', ')}`, 'name files that you may read');
}

function hintFor({path, reason}: ClosedFolder): string {
	switch (reason) {
		case 'it is a folder': {
			return `for the files in it say file:${path}/*`;
		}

		case 'it is no regular file': {
			return `redirect it: --source stdin < ${path}`;
		}

		default: {
			return 'name a file that you may read';
		}
	}
}
