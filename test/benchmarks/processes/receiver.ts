import net from 'node:net';
import process from 'node:process';
import {ArrivalCounter, type Arrival} from '../arrival.js';
import {countNewlines} from '../newlines.js';

/** Counts what comes over TCP and throws it away. It says its port, and what came once asked for it and all connections are closed. */
const sumsNumbers = process.argv[2] === 'sum';
let open = 0;
let records = 0;
let bytes = 0;
let isAsked = false;
const counters: ArrivalCounter[] = [];

const server = net.createServer(socket => {
	open++;
	const counter = new ArrivalCounter();
	counters.push(counter);
	socket.on('data', (piece: Uint8Array) => {
		if (sumsNumbers) {
			counter.add(piece);
			return;
		}

		records += countNewlines(piece);
		bytes += piece.length;
	});
	socket.on('error', () => undefined);
	socket.on('close', () => {
		open--;
		answer();
	});
});
server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	process.send?.({port: typeof address === 'object' && address !== null ? address.port : 0});
});
process.on('message', () => {
	isAsked = true;
	answer();
});

function answer(): void {
	if (isAsked && open === 0) {
		process.send?.(sumsNumbers ? total() : {records, bytes, sum: 0});
		process.disconnect();
		server.close();
	}
}

function total(): Arrival {
	const arrivals = counters.map(counter => counter.arrival);
	const sumOf = (key: keyof Arrival) => arrivals.reduce((sum, arrival) => sum + arrival[key], 0);
	return {records: sumOf('records'), bytes: sumOf('bytes'), sum: sumOf('sum')};
}
