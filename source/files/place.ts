import fs from 'node:fs';
import path from 'node:path';

/** What a name leads to in the end: a stream that the program was started with, or a path. */
export type Place
	= | {readonly kind: 'descriptor'; readonly fd: number}
		| {readonly kind: 'path'; readonly path: string};

/** As many links in a row as the system itself follows. */
const mostLinks = 40;

const streams: ReadonlyMap<string, number> = new Map([['/dev/stdin', 0], ['/dev/stdout', 1], ['/dev/stderr', 2]]);

/** The descriptor that a name stands for: 1 for `/dev/stdout`, 63 for `/dev/fd/63`, which is what a shell calls `>(…)`. */
export function descriptorOf(name: string): number | undefined {
	const number = /^\/(?:dev|proc\/self)\/fd\/(?<fd>\d+)$/v.exec(name)?.groups?.fd;
	return streams.get(name) ?? (number === undefined ? undefined : Number(number));
}

/** Follows the links that a name may be. Where the last one leads need not be there. */
export function placeOf(name: string): Place {
	let at = name;
	for (let links = 0; links < mostLinks; links++) {
		const fd = descriptorOf(at);
		if (fd !== undefined) {
			return {kind: 'descriptor', fd};
		}

		const target = targetOf(at);
		if (target === undefined) {
			break;
		}

		// Not joined: that would take `link/..` for the folder of the link.
		at = path.isAbsolute(target) ? target : `${path.dirname(at)}/${target}`;
	}

	return {kind: 'path', path: at};
}

function targetOf(name: string): string | undefined {
	try {
		return fs.readlinkSync(name);
	} catch {
		return undefined;
	}
}
