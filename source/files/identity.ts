import fs from 'node:fs';
import path from 'node:path';
import {placeOf} from './place.js';

/** A file by what it is, not by its name: two names with the same key lead to the same file. */
export type FileIdentity = {
	readonly key: string;

	/** What tells the file's place while it is not there yet. */
	readonly absent: AbsentFile | undefined;
};

/** A file that is not there yet: the identity of its folder, and its name in it. */
export type AbsentFile = {
	readonly folder: string;
	readonly name: string;
};

/** The identity of the file that a name leads to, through links; nothing for what may be shared, such as a device or a pipe, and for what can't be looked at. */
export function identityOf(name: string): FileIdentity | undefined {
	const place = placeOf(name);
	return place.kind === 'descriptor' ? identityOfDescriptor(place.fd) : identityOfPath(place.path);
}

/** The identity of the file that a stream of the program was redirected to or from. */
export function identityOfDescriptor(fd: number): FileIdentity | undefined {
	try {
		return identityBy(fs.fstatSync(fd, {bigint: true}));
	} catch {
		return undefined;
	}
}

function identityOfPath(name: string): FileIdentity | undefined {
	try {
		const stats = fs.statSync(name, {bigint: true, throwIfNoEntry: false});
		return stats === undefined ? identityOfAbsent(name) : identityBy(stats);
	} catch {
		return undefined;
	}
}

function identityOfAbsent(name: string): FileIdentity | undefined {
	const folder = folderKey(path.dirname(name));
	const absent = folder === undefined ? undefined : {folder, name: path.basename(name)};
	return absent && {key: `${absent.folder}/${absent.name}`, absent};
}

/** The identity of a folder, if there is one of that name. */
export function folderKey(name: string): string | undefined {
	const stats = fs.statSync(name, {bigint: true, throwIfNoEntry: false});
	return stats?.isDirectory() === true ? keyOf(stats) : undefined;
}

function identityBy(stats: fs.BigIntStats): FileIdentity | undefined {
	return stats.isFile() ? {key: keyOf(stats), absent: undefined} : undefined;
}

/** The numbers are exact: those of some file systems are above what a `number` can tell apart. */
function keyOf({dev, ino}: fs.BigIntStats): string {
	return `${dev}:${ino}`;
}
