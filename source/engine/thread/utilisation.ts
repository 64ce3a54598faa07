import {performance, type EventLoopUtilization} from 'node:perf_hooks';
import type {Clock} from '../ports/clock.js';

/** Milliseconds over which the share is taken. */
const length = 1000;

type Reading = {readonly at: number; readonly loop: EventLoopUtilization};

/** Measures the share of the last second, 0 to 1, in which the event loop of this thread did not wait. `undefined` before the second reading. It is to be read ten times a second. */
export function createUtilisationMeter(clock: Clock, read: () => EventLoopUtilization = () => performance.eventLoopUtilization()): () => number | undefined {
	const readings: Reading[] = [];
	return () => {
		const now = {at: clock.now(), loop: read()};
		readings.push(now);
		while (readings.length > 2 && now.at - (readings[1]?.at ?? now.at) >= length) {
			readings.shift();
		}

		const first = readings[0];
		const active = now.loop.active - (first?.loop.active ?? 0);
		const idle = now.loop.idle - (first?.loop.idle ?? 0);
		return first === now || active + idle <= 0 ? undefined : active / (active + idle);
	};
}
