import net from 'node:net';
import process from 'node:process';
import {gunzipSync} from 'node:zlib';
import {ArrivalCounter} from '../arrival.js';
import {countNewlines} from '../newlines.js';
import {RequestReader} from '../request-reader.js';

/** Takes bodies over HTTP and throws them away. It says its port, and how many bytes came once asked for it; with `count`, the records in plain bodies as well; with `sum`, those in any body and the sum of their numbers. */
const mode = process.argv[2];
const counter = new ArrivalCounter();
let bytes = 0;
let records = 0;

const server = net.createServer(socket => {
	const reader = new RequestReader(body => {
		bytes += body.length;
		if (mode === 'sum') {
			counter.add(isCompressed(body) ? gunzipSync(body) : body);
		} else if (mode === 'count') {
			records += countNewlines(body);
		}

		socket.write('HTTP/1.1 204 No Content\r\n\r\n');
	});
	socket.on('data', (piece: Uint8Array) => {
		reader.add(piece);
	});
	socket.on('error', () => undefined);
});
server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	process.send?.({port: typeof address === 'object' && address !== null ? address.port : 0});
});
process.on('message', () => {
	process.send?.(mode === 'sum' ? {...counter.arrival, bytes} : {records, bytes, sum: 0});
	process.disconnect();
	server.close();
});

function isCompressed(body: Uint8Array): boolean {
	return body[0] === 0x1F && body[1] === 0x8B;
}
