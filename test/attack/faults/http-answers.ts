import {Buffer} from 'node:buffer';
import type http from 'node:http';
import type {Dice} from '../../helpers/dice.js';
import {openReceiver} from '../../helpers/http-receiver.js';
import {readReport, startProgram} from '../../helpers/program.js';
import {countArrivals, judge} from '../arrivals.js';
import {kept, lettersIn, type Fault} from '../fault.js';

/** The largest body that the receiver takes, in bytes. */
const most = 3000;

const badRecord = /"seq":\d*77\}/v;

/** Answers one request by the dice; says whether the receiver has kept its records. */
function answer(dice: Dice, response: http.ServerResponse, body: string): boolean {
	if (body.length > most) {
		response.writeHead(413).end();
		return false;
	}

	if (badRecord.test(body)) {
		response.writeHead(dice.pick(400, 422)).end('a bad record');
		return false;
	}

	return dice.pick<() => boolean>(
		() => {
			response.writeHead(dice.pick(429, 503), {'retry-after': dice.pick('0', '1', '3600', new Date().toUTCString())}).end();
			return false;
		},
		() => {
			response.writeHead(dice.pick(500, 502, 504, 408)).end('x'.repeat(dice.pick(0, 100, 200_000)));
			return false;
		},
		() => {
			response.destroy();
			return dice.chance(0.5);
		},
		() => {
			response.writeContinue();
			response.writeHead(200).end();
			return true;
		},
		...Array.from({length: 8}, () => () => {
			response.writeHead(dice.pick(200, 202, 204)).end();
			return true;
		}),
	)();
}

/** An HTTP receiver that refuses records and sizes, is overloaded, breaks connections and talks out of turn. */
export const httpAnswers: Fault = {
	name: 'HTTP receiver with every answer there is',
	weight: 30,
	async run(dice, place, seed) {
		const receiver = await openReceiver(place);
		const arrived: string[] = [];
		receiver.answer(response => {
			const body = Buffer.from(receiver.requests.at(-1)?.body ?? []).toString();
			if (answer(dice, response, body)) {
				arrived.push(body);
			}
		});
		const program = startProgram(place, [
			'--count',
			'2000',
			'--rate',
			'max',
			'--sink',
			`http://127.0.0.1:${receiver.port}/logs`,
			'--seed',
			String(seed),
			'--batch-size',
			String(dice.whole(1, 100)),
			'--max-workers',
			String(dice.whole(1, 10)),
			'--backoff-cap',
			'300ms',
			'--scale-interval',
			'100ms',
			...kept,
		]);
		const {code} = await program.ended;
		return judge(readReport(program.folder), code, countArrivals(Buffer.from(arrived.join(''))), lettersIn(program.folder));
	},
};
