import {Buffer} from 'node:buffer';
import type {Report} from '../../source/contract/report.js';

/** What a receiver has got. */
export type Arrivals = {
	/** How often each numbered record arrived. */
	readonly times: ReadonlyMap<number, number>;

	/** Lines that are no generated record. */
	readonly corrupted: number;
};

/** What one run of a fault came to. */
export type Finding = {
	readonly accepted: number;

	/** Neither arrived, nor among the dead letters, nor counted as dropped or left. */
	readonly missing: number;
	readonly corrupted: number;

	/** Arrived more often than once, beyond what the report counts as sent again. */
	readonly uncountedTwice: number;
	readonly resent: number;

	/** What the report says was not delivered. */
	readonly undelivered: number;

	/** What else is not as it has to be. */
	readonly complaints: readonly string[];

	/** A figure of the fault's own, such as a time to recover in milliseconds. */
	readonly figure?: number;
};

const generated = /^\{"msg":"hello from producer","level":"INFO","ts":\d{16},"seq":(?<sequence>\d+)\}$/v;

/** Counts the generated records in what has arrived, each with its newline. */
export function countArrivals(bytes: Uint8Array): Arrivals {
	const times = new Map<number, number>();
	let corrupted = 0;
	for (const line of Buffer.from(bytes).toString('latin1').split('\n').slice(0, -1)) {
		const sequence = Number(generated.exec(line)?.groups?.sequence);
		if (Number.isNaN(sequence)) {
			corrupted++;
		} else {
			times.set(sequence, (times.get(sequence) ?? 0) + 1);
		}
	}

	return {times, corrupted};
}

/** Holds a report against what has arrived; `letters` are the dead letters with their newlines. */
export function judge(report: Report, code: number | undefined, arrivals: Arrivals, letters: Uint8Array = new Uint8Array(0)): Finding {
	const {accepted, deadLettered, dropped, left, resent} = report;
	const dead = countArrivals(letters);
	const found = new Set([...arrivals.times.keys(), ...dead.times.keys()]);
	const twice = [...arrivals.times.values()].reduce((sum, times) => sum + times - 1, 0);
	const undelivered = deadLettered + dropped + left;
	const complaints = [
		...(report.lost === 0 ? [] : [`the ledger is off by ${report.lost}`]),
		...(code === (undelivered > 0 ? 3 : 0) ? [] : [`exit code ${code} with ${undelivered} undelivered`]),
		...(dead.times.size === deadLettered ? [] : [`${deadLettered} dead letters counted, ${dead.times.size} kept`]),
	];
	return {
		accepted,
		missing: Math.max(0, accepted - dropped - left - found.size),
		corrupted: arrivals.corrupted,
		uncountedTwice: Math.max(0, twice - resent),
		resent,
		undelivered,
		complaints,
	};
}
