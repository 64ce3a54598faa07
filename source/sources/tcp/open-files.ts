import fs from 'node:fs';

/** Open files that are left for everything but senders, at most: a sink's connections, dead letters, the report. */
const reserve = 32;

/**
How many more files the system lets this program open, less a reserve; no limit where it does not say.

A connection that can't have a descriptor is dropped before anybody hears of it, so the limit has to be known before.
*/
export function openFilesLeft(): number {
	try {
		const [, limit = ''] = /^Max open files\s+(\S+)/mv.exec(fs.readFileSync('/proc/self/limits', 'utf8')) ?? [];
		if (limit === 'unlimited') {
			return Number.POSITIVE_INFINITY;
		}

		const open = fs.readdirSync('/proc/self/fd').length;
		return Math.max(1, Number(limit) - open - reserve);
	} catch {
		return Number.POSITIVE_INFINITY;
	}
}
