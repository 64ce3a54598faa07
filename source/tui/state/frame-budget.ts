/** What the screen has spent on frames. */
export type Spending = {
	/** Milliseconds of work beyond what the time so far allowed. */
	readonly debt: number;

	/** What it takes of one core, 0 to 1, over the last frames. */
	readonly share: number;
};

export const nothingSpent: Spending = {debt: 0, share: 0};

/** The largest share of a core that the screen takes; to stay below it, the screen shows fewer frames. */
const limit = 0.2;

/** What a frame is drawn for: a new snapshot, or the answer to a key. */
export type Purpose = 'news' | 'answer';

/** Milliseconds of work that may be owed before a frame has to wait. Answers may owe more than news, so that some keys are answered at once even while news use up the whole share. */
const credit: Readonly<Record<Purpose, number>> = {news: 40, answer: 160};

/** The part of the mean share that a millisecond renews. */
const weight = 0.0015;

/** The spending after so many milliseconds of work within so many that have passed. */
export function spend({debt, share}: Spending, worked: number, passed: number): Spending {
	return {
		debt: Math.max(0, debt + worked - (passed * limit)),
		share: passed > 0 ? share + (((worked / passed) - share) * Math.min(1, passed * weight)) : share,
	};
}

/** Milliseconds until the next frame is affordable. */
export function waitOf({debt}: Spending, purpose: Purpose): number {
	return Math.max(0, debt - credit[purpose]) / limit;
}
