import type {Dice} from '../../helpers/dice.js';
import {readReport, startProgram} from '../../helpers/program.js';
import {keepAll, openTcpReceiver, type Handler} from '../../helpers/tcp-receiver.js';
import {countArrivals, judge} from '../arrivals.js';
import {kept, type Fault} from '../fault.js';

/** What a rude receiver does with a connection. */
function rudeness(dice: Dice): Handler {
	return dice.pick<Handler>(
		socket => {
			socket.destroy();
		},
		socket => {
			socket.resetAndDestroy();
		},
		(socket, keep) => {
			const most = dice.whole(1, 200_000);
			let bytes = 0;
			socket.on('data', (piece: Uint8Array) => {
				bytes += piece.length;
				keep(piece);
				if (bytes > most) {
					socket.resetAndDestroy();
				}
			});
		},
		socket => {
			// It never reads.
			socket.pause();
			setTimeout(() => {
				socket.resetAndDestroy();
			}, dice.whole(10, 500));
		},
	);
}

/** A TCP receiver that closes, resets and stops reading, and then becomes good. */
export const tcpBreaks: Fault = {
	name: 'TCP receiver that closes, resets and never reads',
	weight: 40,
	async run(dice, place, seed) {
		const rudenesses = Array.from({length: dice.whole(1, 4)}, () => rudeness(dice));
		const receiver = await openTcpReceiver(place, (socket, keep) => {
			(rudenesses.shift() ?? keepAll)(socket, keep);
		});
		const program = startProgram(place, [
			'--count', '20000', '--rate', dice.pick('10k', '50k', 'max'), '--sink', `tcp://127.0.0.1:${receiver.port}`, '--seed', String(seed), '--backoff-cap', '300ms', ...kept,
		]);
		const {code} = await program.ended;
		await receiver.quiet();
		return judge(readReport(program.folder), code, countArrivals(receiver.bytes()));
	},
};
