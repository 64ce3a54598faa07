/** What the screen has spent on frames. */
export type Spending = {
	/** Milliseconds of work beyond what the time so far allowed. */
	readonly debt: number;

	/** What it takes of one core, 0 to 1, over the last frames. */
	readonly share: number;
};

export const nothingSpent: Spending = {debt: 0, share: 0};

/** The most of a core that the screen takes: rather than more, it shows fewer frames. */
const limit = 0.2;

/** Milliseconds of work that may be owed before frames have to wait: some keys are answered at once even where frames are dear. */
const credit = 60;

/** How much a new frame counts against those before it in the share. */
const weight = 0.15;

/** The spending after so many milliseconds of work within so many that have passed. */
export function spend({debt, share}: Spending, worked: number, passed: number): Spending {
	return {
		debt: Math.max(0, debt + worked - (passed * limit)),
		share: passed > 0 ? share + (((worked / passed) - share) * weight) : share,
	};
}

/** Milliseconds until the next frame is affordable. */
export function waitOf({debt}: Spending): number {
	return Math.max(0, debt - credit) / limit;
}
