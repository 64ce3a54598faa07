import {execFileSync} from 'node:child_process';
import process from 'node:process';
import {
	type Contestant, type Run, type Workload, titleOf,
} from './contestant.js';
import {median} from './median.js';

/** What was measured of a contestant, round by round, without its start. */
export type Measured = {
	readonly contestant: Contestant;
	readonly startSeconds: number;
	readonly runs: readonly Run[];
};

type Repeats = {
	readonly rounds: number;
	readonly starts: number;
};

/** How often a start is measured, too: less often where there is little time. */
export function roundsOf({rounds, isQuick}: {readonly rounds: number; readonly isQuick: boolean}): Repeats {
	return {rounds, starts: isQuick ? 1 : 3};
}

/** Runs the contestants of a workload in turn, A B, B A, …, after a first run of one record each, which is not counted but as a start. One that fails is left out from there on, and `say` is told why. */
export async function measureInTurn({name, contestants}: Workload, {rounds, starts: mostStarts}: Repeats, say: (line: string) => void): Promise<readonly Measured[]> {
	const fit = new Map<Contestant, {readonly starts: Run[]; readonly runs: Run[]}>(contestants
		.filter(({missing}) => missing === undefined)
		.map(contestant => [contestant, {starts: [], runs: []}]));
	for (const contestant of contestants.filter(({missing}) => missing !== undefined)) {
		say(`${name}: ${contestant.name} is not installed and left out; to have it: ${contestant.missing}`);
	}

	const attempt = async (contestant: Contestant, work: () => Promise<void>) => {
		try {
			await work();
		} catch (error) {
			fit.delete(contestant);
			process.exitCode = 1;
			say(`${name}: ${titleOf(contestant)} is left out: ${error instanceof Error ? error.message : String(error)}`);
		}
	};

	for (const contestant of fit.keys()) {
		await attempt(contestant, async () => contestant.verify?.());
	}

	for (let round = 0; round < rounds; round++) {
		for (const [contestant, {starts, runs}] of rotated([...fit], round)) {
			await attempt(contestant, async () => {
				settleDisks();
				if (contestant.includesStart && round < mostStarts) {
					starts.push(await (contestant.start?.() ?? contestant.run(1)));
				}

				const run = await contestant.run(contestant.records);
				runs.push(run);
				say(`${name}: round ${round + 1} of ${rounds}: ${titleOf(contestant)}: ${run.seconds.toFixed(2)} s for ${contestant.records} records`);
			});
		}
	}

	return [...fit].map(([contestant, {starts, runs}]) => withoutStart(contestant, starts, runs));
}

/** In each round another one begins: what comes after a program that writes much is slower. */
function rotated<Item>(items: readonly Item[], by: number): readonly Item[] {
	const first = by % Math.max(1, items.length);
	return [...items.slice(first), ...items.slice(0, first)];
}

/** Waits until what programs before have written is on the disk: nobody is to pay for another's. */
function settleDisks(): void {
	execFileSync('sync');
}

/** Takes the start, which does not grow with the records, from each run. */
export function withoutStart(contestant: Contestant, starts: readonly Run[], runs: readonly Run[]): Measured {
	const startSeconds = starts.length === 0 ? 0 : median(starts.map(({seconds}) => seconds));
	const startCpu = starts.length === 0 ? 0 : median(starts.map(({cpuSeconds}) => cpuSeconds));
	return {
		contestant,
		startSeconds,
		runs: runs.map(run => ({...run, seconds: run.seconds - startSeconds, cpuSeconds: Math.max(0, run.cpuSeconds - startCpu)})),
	};
}
