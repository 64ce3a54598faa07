import type {Timing} from '../../source/tui/terminal/timing.js';

/** Time that passes only when told. */
export type TurnedTime = Timing & {
	readonly pass: (milliseconds: number) => void;

	/** Says that the thread has worked, without time passing. */
	readonly work: (milliseconds: number) => void;
};

export function createTurnedTime(): TurnedTime {
	let now = 0;
	let worked = 0;
	let waiting: ReadonlyArray<{readonly at: number; readonly run: () => void}> = [];
	return {
		now: () => now,
		worked: () => worked,
		work(milliseconds) {
			worked += milliseconds;
		},
		after(delay, run) {
			waiting = [...waiting, {at: now + delay, run}];
		},
		pass(milliseconds) {
			const until = now + milliseconds;
			for (;;) {
				const next = waiting.toSorted((a, b) => a.at - b.at)[0];
				if (next === undefined || next.at > until) {
					break;
				}

				waiting = waiting.filter(entry => entry !== next);
				now = next.at;
				next.run();
			}

			now = until;
		},
	};
}
