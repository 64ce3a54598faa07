import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import type {ExecutionContext} from 'ava';
import {ownPath} from './folder.js';

/** A real pipe of the system with both its ends; the holder of an end closes it. */
export type Pipe = {
	readonly readEnd: number;
	readonly writeEnd: number;
};

export function openPipe(t: ExecutionContext): Pipe {
	const path = ownPath(t, 'pipe');
	execFileSync('mkfifo', [path]);
	// Without O_NONBLOCK each end would wait for the other to be opened.
	const readEnd = fs.openSync(path, fs.constants.O_RDONLY + fs.constants.O_NONBLOCK);
	return {readEnd, writeEnd: fs.openSync(path, fs.constants.O_WRONLY)};
}

/** Reads all that comes out of a pipe until its writer closes it. */
export async function readAll(readEnd: number): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	const socket = new net.Socket({fd: readEnd, readable: true, writable: false});
	socket.on('data', (piece: Uint8Array) => {
		pieces.push(piece);
	});
	await once(socket, 'end');
	return Buffer.concat(pieces);
}
