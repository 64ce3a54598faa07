import net from 'node:net';
import process from 'node:process';
import {gunzipSync} from 'node:zlib';
import {ArrivalCounter} from '../arrival.js';
import {RequestReader} from '../request-reader.js';

/** Takes compressed bodies over HTTP and throws them away. It says its port, and how many bytes came once asked for it; with `sum`, the records in them and the sum of their numbers as well. */
const sumsNumbers = process.argv[2] === 'sum';
const counter = new ArrivalCounter();
let bytes = 0;

const server = net.createServer(socket => {
	const reader = new RequestReader(body => {
		bytes += body.length;
		if (sumsNumbers) {
			counter.add(gunzipSync(body));
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
	process.send?.({...counter.arrival, bytes});
	process.disconnect();
	server.close();
});
