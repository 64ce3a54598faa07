/** What frames have cost lately. */
export type Spending = {
	/** Milliseconds of work a frame. */
	readonly cost: number;

	/** Of one core, 0 to 1. */
	readonly share: number;
};

export const nothingSpent: Spending = {cost: 0, share: 0};

/** The most of a core that the screen takes: rather than more, it shows fewer frames. */
const limit = 0.2;

/** Milliseconds between two frames: ten a second where they are cheap enough, and never less than one. */
const [shortest, longest] = [100, 1000];

/** How much a new frame counts against those before it. */
const weight = 0.15;

/** The spending after a frame: milliseconds of work since the frame before, and milliseconds that have passed since then. */
export function spend({cost, share}: Spending, worked: number, passed: number): Spending {
	return {
		cost: cost + ((worked - cost) * weight),
		share: passed > 0 ? share + (((worked / passed) - share) * weight) : share,
	};
}

/** Milliseconds from one frame to the next that keep the screen within its limit. */
export function frameInterval({cost}: Spending): number {
	return Math.min(longest, Math.max(shortest, cost / limit));
}
