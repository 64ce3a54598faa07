/** A source of numbers in [0, 1); seeded, so that a run can be repeated. */
export type Random = () => number;

export type BackoffSettings = {
	readonly backoffBase: number;
	readonly backoffCap: number;
};

/**
How long to wait before an attempt, in milliseconds: exponential with full jitter, so that workers that failed together don't come back together.

Source: "Exponential Backoff And Jitter", AWS Architecture Blog.
*/
export function backoffDelay(attempts: number, {backoffBase, backoffCap}: BackoffSettings, random: Random): number {
	return random() * Math.min(backoffCap, backoffBase * (2 ** Math.min(attempts - 1, 30)));
}
