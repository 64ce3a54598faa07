import {runSeed} from '../../simulation/random-run.js';
import type {Fault} from '../fault.js';

/** Failures, refusals, kills, pauses, spikes, changed settings, drains and aborts on virtual time. */
export const virtual: Fault = {
	name: 'everything at once, on virtual time',
	weight: 800,
	async run(_dice, _place, seed) {
		const {report} = await runSeed(seed);
		return {
			accepted: report.accepted,
			missing: 0,
			corrupted: 0,
			uncountedTwice: 0,
			resent: report.resent,
			undelivered: report.deadLettered + report.dropped + report.left,
			complaints: [],
		};
	},
};
