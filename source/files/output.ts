import fs from 'node:fs';
import {wrongForWriting} from './kinds.js';
import {placeOf} from './place.js';
import {WrongKindError} from './wrong-kind.js';

/** What is kept for the user alone: it may hold records. */
export const privateMode = 0o600;

/** A file that is open for appending. */
export type Output = {
	readonly fd: number;

	/** Whether it is a file of its own, which can be cut. */
	readonly isFile: boolean;
	close(): void;
};

type OutputOptions = {
	/** Whether the name may be a link: only a name that the user gave. */
	readonly followsLinks: boolean;
};

const {constants} = fs;

/** The flags are distinct bits. Nothing waits: a pipe may have taken the file's place since it was looked at. */
const toAppend = constants.O_WRONLY + constants.O_APPEND + constants.O_CREAT + constants.O_NONBLOCK + constants.O_NOCTTY;

/**
Opens a file for appending, private where it is new.

Throws a `WrongKindError` for a folder, a named pipe, a socket or a device, and never waits for the reader of a pipe.
*/
export function openOutput(name: string, {followsLinks}: OutputOptions): Output {
	const place = placeOf(name);
	if (!followsLinks && isLink(name)) {
		throw new WrongKindError('it is a link, and links are only followed for a name that was given');
	}

	if (place.kind === 'descriptor') {
		return openDescriptor(place.fd);
	}

	const stats = fs.statSync(place.path, {throwIfNoEntry: false});
	checkKind(stats);
	const fd = fs.openSync(name, toAppend + (followsLinks ? 0 : constants.O_NOFOLLOW), privateMode);
	try {
		const opened = fs.fstatSync(fd);
		checkKind(opened);
		return outputOf(fd, opened.isFile());
	} catch (error) {
		fs.closeSync(fd);
		throw error;
	}
}

/** Says whether a file could be opened by `openOutput`, without making it: throws what that would throw. */
export function checkOutput(name: string): void {
	const place = placeOf(name);
	if (place.kind === 'descriptor') {
		fs.fstatSync(place.fd);
		return;
	}

	const stats = fs.statSync(place.path, {throwIfNoEntry: false});
	checkKind(stats);
	if (stats === undefined) {
		checkFolder(place.path);
	} else {
		fs.accessSync(place.path, constants.W_OK);
	}
}

/** Throws where no file can be made or renamed beside another one. */
export function checkFolder(file: string): void {
	const end = file.lastIndexOf('/');

	// With its dot, the name of a file in the place of the folder is refused as such.
	const folder = `${file.slice(0, end + 1)}.`;
	fs.accessSync(folder, constants.W_OK);
	fs.accessSync(folder, constants.X_OK);
}

function checkKind(stats: fs.Stats | undefined): void {
	const wrong = stats && wrongForWriting(stats);
	if (wrong !== undefined) {
		throw new WrongKindError(wrong);
	}
}

/** Opened anew by its name, so that its writes wait where those of the program's own streams fail; a socket can't be. */
function openDescriptor(fd: number): Output {
	return fs.fstatSync(fd).isSocket()
		? {
			fd, isFile: false, close() {
				// The stream is not ours.
			},
		}
		: outputOf(fs.openSync(`/dev/fd/${fd}`, 'a'), false);
}

function outputOf(fd: number, isFile: boolean): Output {
	return {
		fd,
		isFile,
		close() {
			fs.closeSync(fd);
		},
	};
}

function isLink(name: string): boolean {
	return fs.lstatSync(name, {throwIfNoEntry: false})?.isSymbolicLink() === true;
}
