import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import {setImmediate} from 'node:timers/promises';
import type {Dice} from '../../helpers/dice.js';
import {readReport, startProgram} from '../../helpers/program.js';
import {kept, type Fault} from '../fault.js';

function oddLine(dice: Dice): Uint8Array {
	return dice.pick<() => Uint8Array>(
		() => Buffer.alloc(0),
		() => Buffer.from('\r'),
		() => Buffer.from('\u0000\u001B[31m'),
		() => Buffer.from('x'.repeat(dice.whole(1, 100_000))),
		() => Buffer.from(Array.from({length: dice.whole(1, 300)}, () => dice.pick(0, 11, 13, 128, 192, 255, dice.whole(11, 255)))),
		() => Buffer.from(`{"seq":${dice.whole(0, 1e9)}}`),
	)();
}

/** Bytes of every kind on stdin, in pieces of any size, come out as they went in. */
export const oddBytes: Fault = {
	name: 'odd bytes on stdin, in pieces',
	weight: 20,
	async run(dice, place) {
		const lines = Array.from({length: dice.whole(1, 400)}, () => oddLine(dice));
		const input = Buffer.concat(lines.flatMap(line => [line, Buffer.from('\n')]));
		const program = startProgram(place, ['--sink', 'file:out.log', '--max-workers', '1', '--queue-bytes', '300000', ...kept], {stdio: ['pipe', 'pipe', 'pipe']});
		for (let at = 0; at < input.length;) {
			const end = at + dice.pick(1, 7, 4096, 65_536, 1_000_000);
			program.stdin.write(input.subarray(at, end));
			at = end;
			await setImmediate();
		}

		program.stdin.end();
		const {code} = await program.ended;
		const output = fs.readFileSync(path.join(program.folder, 'out.log'));
		const report = readReport(program.folder);
		return {
			accepted: report.accepted,
			missing: Math.max(0, lines.length - report.delivered),
			corrupted: output.equals(input) ? 0 : 1,
			uncountedTwice: 0,
			resent: report.resent,
			undelivered: report.deadLettered + report.dropped + report.left,
			complaints: code === 0 ? [] : [`exit code ${code}`],
		};
	},
};
