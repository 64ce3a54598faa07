import {LatencyMeter} from './latency-meter.js';

/** The times that the whole engine measures. */
export type Latencies = {
	/** From handing a batch to the sink to its confirmation. */
	readonly flushTime: LatencyMeter;

	/** From a record's arrival to its confirmation. */
	readonly endToEnd: LatencyMeter;
};

export function createLatencies(): Latencies {
	return {flushTime: new LatencyMeter(), endToEnd: new LatencyMeter({keepsWhole: true})};
}
