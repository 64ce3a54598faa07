import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import http from 'node:http';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Place} from '../../helpers/place.js';
import {readReport, startProgram} from '../../helpers/program.js';
import {countArrivals, judge} from '../arrivals.js';
import {kept, lettersIn, type Fault} from '../fault.js';

type Server = {readonly port: number; readonly close: () => Promise<void>};

async function listen(place: Place, port: number, onBody: (body: Uint8Array) => void): Promise<Server> {
	const server = http.createServer((request, response) => {
		const pieces: Uint8Array[] = [];
		request.on('data', (piece: Uint8Array) => {
			pieces.push(piece);
		});
		request.on('end', () => {
			onBody(Buffer.concat(pieces));
			response.writeHead(204).end();
		});
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	const close = async () => {
		server.closeAllConnections();
		if (server.listening) {
			server.close();
			await once(server, 'close');
		}
	};

	place.teardown(() => {
		void close();
	});
	const address = server.address();
	return {port: typeof address === 'object' && address !== null ? address.port : 0, close};
}

/** An HTTP receiver that goes away for some seconds and comes back. */
export const httpOutage: Fault = {
	name: 'HTTP receiver away for a while',
	weight: 20,
	figure: 'longest recovery, ms',
	async run(dice, place, seed) {
		const bodies: Uint8Array[] = [];
		let back = Infinity;
		let recovery = Infinity;
		const onBody = (body: Uint8Array) => {
			bodies.push(body);
			recovery = Math.min(recovery, performance.now() >= back ? performance.now() - back : Infinity);
		};

		const first = await listen(place, 0, onBody);
		const program = startProgram(place, ['--rate', '2k', '--sink', `http://127.0.0.1:${first.port}`, '--seed', String(seed), ...kept]);
		await sleep(dice.whole(500, 1000));
		await first.close();
		await sleep(dice.whole(1000, 4000));
		await listen(place, first.port, onBody);
		back = performance.now();
		await sleep(dice.whole(1000, 1500));
		program.kill('SIGTERM');
		const {code} = await program.ended;
		return {...judge(readReport(program.folder), code, countArrivals(Buffer.concat(bodies)), lettersIn(program.folder)), figure: recovery};
	},
};
