import type {EngineData} from './engine-data.js';
import {follow, keptTrend, noTrends} from './trends.js';

/** What the screen showed in a second, with the chart as it is; `undefined` where that is not kept. */
export function dataAt(live: EngineData, second: number): EngineData | undefined {
	const {past} = live;
	const index = past.findLastIndex(instant => instant.second === second);
	const instant = past[index];
	if (instant === undefined) {
		return undefined;
	}

	const {snapshot, verdict} = instant;
	let trends = noTrends;
	for (const {snapshot} of past.slice(Math.max(0, index + 1 - keptTrend), index + 1)) {
		trends = follow(trends, snapshot);
	}

	return {
		...live,
		snapshot,
		sampled: snapshot,
		trends,
		diagnosis: {...live.diagnosis, verdict},
		events: live.events.filter(({at}) => at <= snapshot.at),
	};
}
