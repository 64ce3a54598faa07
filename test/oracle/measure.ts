import type {Limit} from '../../source/diagnosis/verdict.js';
import type {Moment} from './observe-run.js';

/** What a run says of the diagnosis. Times in milliseconds. */
export type Measure = {
	/** From each change of the truth that lasted to the first right verdict. */
	readonly delays: readonly number[];

	/** Shares of the time in which a wrong verdict stood: from two seconds after a change of the truth on, and at all. */
	readonly wrong: number;
	readonly wrongAtAll: number;
	readonly changes: number;

	/** The shortest time between two changes. */
	readonly quickest: number;
};

/** So long may it take until the verdict is right. */
export const allowedDelay = 2000;

export function isRight({verdict, truth}: Moment): boolean {
	return truth.includes(verdict.limit);
}

function isSame(a: readonly Limit[], b: readonly Limit[]): boolean {
	return a.join(' ') === b.join(' ');
}

/** Parts of a run with one truth each. */
export function phasesOf(moments: readonly Moment[]): ReadonlyArray<readonly Moment[]> {
	const phases: Moment[][] = [];
	for (const moment of moments) {
		const phase = phases.at(-1);
		const last = phase?.at(-1);
		if (phase !== undefined && last !== undefined && isSame(last.truth, moment.truth)) {
			phase.push(moment);
		} else {
			phases.push([moment]);
		}
	}

	return phases;
}

function delayOf(phase: readonly Moment[]): number | undefined {
	const from = phase[0]?.at ?? 0;
	const right = phase.find(moment => isRight(moment));
	const length = (phase.at(-1)?.at ?? 0) - from;

	// A truth that was over before it had to be seen says nothing.
	return right === undefined ? (length < allowedDelay ? undefined : length) : right.at - from;
}

export function measure(moments: readonly Moment[]): Measure {
	const phases = phasesOf(moments);
	let time = 0;
	let wrong = 0;
	let late = 0;
	for (const phase of phases) {
		const from = phase[0]?.at ?? 0;
		for (const moment of phase) {
			const isWrong = !isRight(moment) && moment.verdict.limit !== 'settling';
			time++;
			wrong += isWrong ? 1 : 0;
			late += isWrong && moment.at - from > allowedDelay ? 1 : 0;
		}
	}

	const changes = moments.filter(({verdict}, index) => index > 0 && verdict.limit !== moments[index - 1]?.verdict.limit).map(({at}) => at);
	return {
		delays: phases.flatMap(phase => delayOf(phase) ?? []),
		wrong: late / time,
		wrongAtAll: wrong / time,
		changes: changes.length,
		quickest: Math.min(...changes.slice(1).map((at, index) => at - (changes[index] ?? 0))),
	};
}
