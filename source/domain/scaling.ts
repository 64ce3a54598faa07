/** What a scaling policy looks at: means over the time since the last change had time to show. */
export type ScalingMetrics = {
	/** Workers now. */
	readonly workers: number;

	/** Mean queue usage, depth / capacity. */
	readonly usage: number;

	/** Share of the time in which backpressure held the producer back, 0 to 1. */
	readonly heldBack: number;

	/** Records a second that want in: the target of a producer that makes them at a rate, else what arrived. */
	readonly arrivalRate: number;

	/** Mean time of a flush in milliseconds; `undefined` before the first. */
	readonly flushTime: number | undefined;
};

export type ScalingSettings = {
	readonly minWorkers: number;
	readonly maxWorkers: number;
	readonly scaleUpAt: number;
	readonly scaleDownAt: number;
	readonly batchSize: number;
};

export type ScalingDecision = {
	/** How many workers there should be, within the bounds. */
	readonly desired: number;

	/** Why, with the figures: one short line. */
	readonly reason: string;
};

export type ScalingPolicy = (metrics: ScalingMetrics, settings: ScalingSettings) => ScalingDecision;

/**
How long backpressure may hold the producer back before that alone asks for another worker.

Usage can't show it: the slowdown starts where the scaler would, and holds the queue just below.
*/
const heldBackLimit = 0.2;

/** A fraction of a worker that is not worth a worker. */
const tolerance = 0.1;

function bounded(desired: number, reason: string, settings: ScalingSettings): ScalingDecision {
	if (desired > settings.maxWorkers) {
		return {desired: settings.maxWorkers, reason: `${reason} (max ${settings.maxWorkers})`};
	}

	if (desired < settings.minWorkers) {
		return {desired: settings.minWorkers, reason: `${reason} (min ${settings.minWorkers})`};
	}

	return {desired, reason};
}

/** `usage 0.81 > 0.80`; with a digit more where both would look the same. */
function compared(usage: number, sign: '<' | '>', limit: number): string {
	const digits = usage.toFixed(2) === limit.toFixed(2) ? 3 : 2;
	return `usage ${usage.toFixed(digits)} ${sign} ${limit.toFixed(digits)}`;
}

function percent(share: number): string {
	return `${Math.round(share * 100)} %`;
}

/** One worker up above `scaleUpAt` or when the producer is held back, one down below `scaleDownAt`. */
export const seedPolicy: ScalingPolicy = (metrics, settings) => {
	const {workers, usage, heldBack} = metrics;
	if (usage > settings.scaleUpAt) {
		return bounded(workers + 1, compared(usage, '>', settings.scaleUpAt), settings);
	}

	if (heldBack > heldBackLimit) {
		return bounded(workers + 1, `producer waits ${percent(heldBack)} of the time`, settings);
	}

	if (usage < settings.scaleDownAt) {
		return bounded(workers - 1, compared(usage, '<', settings.scaleDownAt), settings);
	}

	return bounded(workers, `usage ${usage.toFixed(2)}`, settings);
};

/** As many workers as the arrivals need by Little's law: `ceil(arrival rate × flush time / batch size)`. */
export const idealPolicy: ScalingPolicy = (metrics, settings) => {
	const {workers, heldBack, arrivalRate, flushTime} = metrics;
	if (flushTime === undefined) {
		return bounded(workers, 'no flush measured yet', settings);
	}

	const needed = arrivalRate * flushTime / 1000 / settings.batchSize;
	const reason = `${Math.round(arrivalRate)}/s × ${Math.round(flushTime)} ms / ${settings.batchSize} = ${needed.toFixed(1)}`;
	const ideal = Math.max(1, Math.ceil(needed - tolerance));
	if (heldBack > heldBackLimit && ideal <= workers) {
		return bounded(workers + 1, `${reason}, but producer waits ${percent(heldBack)} of the time`, settings);
	}

	return bounded(ideal, reason, settings);
};

/** Policies by the name that a user gives. */
export const scalingPolicies = {seed: seedPolicy, ideal: idealPolicy} as const satisfies Record<string, ScalingPolicy>;

/** How many workers empty a queue soonest: one for each batch that waits, up to the maximum, and never fewer than there are. At least one: records that are still at the sink may come back. */
export function workersForDrain(depth: number, workers: number, settings: ScalingSettings): number {
	return Math.max(1, workers, Math.min(settings.maxWorkers, Math.ceil(depth / settings.batchSize)));
}
