import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import process from 'node:process';
import {setTimeout as pass} from 'node:timers/promises';
import {absolutePath} from '../absolute-path.js';

/** Sends a file of records of one width to a port over so many connections, once told to. */
const [port, word, records, width, count] = process.argv.slice(2);
const file = absolutePath(word);
const connections = Number(count);
const share = Math.ceil(Number(records) / connections) * Number(width);
const size = Number(records) * Number(width);
const descriptor = fs.openSync(file, 'r');
const sockets = await Promise.all(Array.from({length: connections}, async () => connect(Number(port))));
process.send?.('ready');
await once(process, 'message');
await Promise.all(sockets.map(async (socket, index) => sendPart(socket, index * share, Math.min(size, (index + 1) * share))));
process.disconnect();

async function sendPart(socket: net.Socket, from: number, to: number): Promise<void> {
	const buffer = Buffer.allocUnsafe(2 ** 18);
	for (let at = from; at < to;) {
		const length = fs.readSync(descriptor, buffer, 0, Math.min(buffer.length, to - at), at);
		await new Promise<void>((resolve, reject) => {
			socket.write(buffer.subarray(0, length), error => {
				if (error) {
					reject(error);
				} else {
					resolve();
				}
			});
		});
		at += length;
	}

	socket.end();
}

/** Tries until the server listens. */
async function connect(to: number): Promise<net.Socket> {
	for (let tries = 0; ; tries++) {
		const socket = net.connect(to, '127.0.0.1');
		try {
			await once(socket, 'connect');
			return socket;
		} catch (error) {
			if (tries > 500) {
				throw error;
			}

			await pass(20);
		}
	}
}
