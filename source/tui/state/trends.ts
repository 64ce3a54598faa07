import type {Snapshot} from '../../contract/snapshot.js';

/** The rates of each living worker in the last seconds, one a second, oldest first. */
export type Trends = {
	/** The second of the newest. */
	readonly second: number;

	/** Records a second by the worker's id. */
	readonly rates: ReadonlyMap<number, readonly number[]>;
};

/** Seconds that are kept. */
export const keptTrend = 30;

export const noTrends: Trends = {second: -1, rates: new Map()};

/** The trends with a snapshot taken in; the same where its second is in already. */
export function follow(trends: Trends, {elapsed, workers}: Snapshot): Trends {
	const second = Math.floor(elapsed / 1000);
	return second <= trends.second
		? trends
		: {
			second,
			rates: new Map(workers.map(({id, rate}) => [id, [...trends.rates.get(id) ?? [], rate].slice(-keptTrend)])),
		};
}
