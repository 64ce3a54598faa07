import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import {createDice, type Dice} from '../helpers/dice.js';
import type {Place} from '../helpers/place.js';
import {readDeadLetters} from '../helpers/program.js';
import {createRandom} from '../../source/engine/seeded-random.js';
import type {Finding} from './arrivals.js';

/** Something that goes wrong around the program. */
export type Fault = {
	readonly name: string;

	/** How many of a thousand runs are of this fault. */
	readonly weight: number;

	/** What `figure` of its findings is, with its unit. */
	readonly figure?: string;

	/** Runs the program once while it goes wrong, by what the dice say. */
	run(dice: Dice, place: Place, seed: number): Promise<Finding>;
};

/** Runs a fault once, and ends all that it has started. */
export async function runFault(fault: Fault, seed: number): Promise<Finding> {
	const ends: Array<() => void> = [];
	const place: Place = {
		teardown(end) {
			ends.push(end);
		},
	};
	try {
		return await fault.run(createDice(createRandom(seed)), place, seed);
	} finally {
		for (const end of ends.toReversed()) {
			end();
		}
	}
}

/** Flags of a run that keeps a report and dead letters in its folder. */
export const kept: readonly string[] = ['--plain', '--report', 'r.json', '--dead-letter', 'dead.ndjson'];

/** The records among the dead letters of a folder, with their newlines. */
export function lettersIn(folder: string): Uint8Array {
	const isThere = fs.existsSync(path.join(folder, 'dead.ndjson'));
	return Buffer.from(isThere ? readDeadLetters(folder).map(({record}) => `${record}\n`).join('') : '');
}
