/** Records a second, or `max`: as many as the queue takes. */
export type Rate = number | 'max';

/** The time that one record takes at a rate, in milliseconds, plus the sleep under pressure. */
export function periodOf(recordsPerSecond: number, sleep = 0): number {
	return (1000 / recordsPerSecond) + sleep;
}

/** A rate multiplied by a factor. Scaling down ends at one record a second, or at the rate itself where it is lower. */
export function scaleRate(recordsPerSecond: number, factor: number): number {
	return Math.max(Math.min(1, recordsPerSecond), recordsPerSecond * factor);
}
