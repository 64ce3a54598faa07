import fs from 'node:fs';

/** How much is kept at least and at most, in bytes. */
const [least, most] = [4 * (1024 ** 2), 16 * (1024 ** 2)];

/** How many bytes of a connection the system may hold for sending. Where it does not say, what Linux does unless it is told otherwise. */
export function mostBuffered(path = '/proc/sys/net/ipv4/tcp_wmem'): number {
	try {
		const limit = Number(fs.readFileSync(path, 'utf8').trim().split(/\s+/v).at(-1));
		return Number.isFinite(limit) ? Math.min(most, Math.max(least, limit)) : least;
	} catch {
		return least;
	}
}
