import type {ScalingDecision, ScalingMetrics, ScalingSettings} from './policy.js';

/**
How long backpressure may hold the producer back before that alone asks for another worker.

Usage can't show it: the slowdown starts where the scaler would, and holds the queue just below.
*/
const heldBackLimit = 0.2;

/** Whether backpressure alone asks for another worker. */
export function isHeldBack({heldBack}: ScalingMetrics): boolean {
	return heldBack > heldBackLimit;
}

/** `producer waits 30 % of the time`. */
export function heldBackText({heldBack}: ScalingMetrics): string {
	return `producer waits ${percentText(heldBack)} of the time`;
}

/** `80 %`, or with digits behind the point `80.1 %`. */
export function percentText(share: number, digits = 0): string {
	return `${(share * 100).toFixed(digits)} %`;
}

/** A decision within the bounds; a bound that was met is named in its reasons. */
export function bounded(desired: number, reason: string, {minWorkers, maxWorkers}: ScalingSettings, lineReason?: string): ScalingDecision {
	const within = Math.max(minWorkers, Math.min(maxWorkers, desired));
	const bound = desired > maxWorkers ? ` (max ${maxWorkers})` : (desired < minWorkers ? ` (min ${minWorkers})` : '');
	return {desired: within, reason: reason + bound, ...(lineReason !== undefined && {lineReason: lineReason + bound})};
}

/** How many workers empty a queue soonest: one for each batch that waits, up to the maximum, and never fewer than there are. At least one: records that are still at the sink may come back. */
export function workersForDrain(depth: number, workers: number, settings: ScalingSettings): number {
	return Math.max(1, workers, Math.min(settings.maxWorkers, Math.ceil(depth / settings.batchSize)));
}
