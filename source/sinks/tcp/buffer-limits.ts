import fs from 'node:fs';
import path from 'node:path';

/** How much is kept at most, in bytes. */
const most = 64 * (1024 ** 2);

/** What Linux lets the two buffers grow to unless it is told otherwise, in bytes. */
const [usualSending, usualReading] = [4 * (1024 ** 2), 6 * (1024 ** 2)];

/**
How many bytes of a connection the buffers of both systems may hold, at most 64 MiB: as much as this system lets them grow to. A receiver elsewhere is taken for one like this.

@see https://docs.kernel.org/networking/ip-sysctl.html `tcp_wmem` and `tcp_rmem`: the last number is the largest size.
*/
export function mostBuffered(folder = '/proc/sys/net/ipv4'): number {
	const sending = largestIn(path.join(folder, 'tcp_wmem')) ?? usualSending;
	const reading = largestIn(path.join(folder, 'tcp_rmem')) ?? usualReading;
	return Math.min(most, Math.max(usualSending, sending) + Math.max(usualReading, reading));
}

function largestIn(file: string): number | undefined {
	try {
		const limit = Number(fs.readFileSync(file, 'utf8').trim().split(/\s+/v).at(-1));
		return Number.isFinite(limit) ? limit : undefined;
	} catch {
		return undefined;
	}
}
