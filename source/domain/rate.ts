/** Records a second, or `max`: as many as the queue takes. */
export type Rate = number | 'max';

/** The time that one record takes at a rate, in milliseconds, plus the sleep under pressure. */
export function periodOf(recordsPerSecond: number, sleep = 0): number {
	return (1000 / recordsPerSecond) + sleep;
}
