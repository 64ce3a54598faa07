/** What a scaling policy decides by: means over the time since the effect of the last change could show. */
export type ScalingMetrics = {
	/** Workers now. */
	readonly workers: number;

	/** Mean queue usage, depth / capacity. */
	readonly usage: number;

	/** Share of the time in which backpressure held the producer back, 0 to 1. */
	readonly heldBack: number;

	/** Records a second that want in: the target rate of a paced producer, else the records that arrived. */
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

	/** The same in the words of the lines, where those have others. */
	readonly lineReason?: string;
};

/** One registration of a scaling policy. */
export type ScalingPolicy<Name extends string = string> = {
	/** The name that is shown, stored and reported. */
	readonly name: Name;

	/** Other names that are accepted. */
	readonly aliases: readonly string[];

	/** What it decides by, for the help: behind the name and a colon. */
	readonly help: string;
	decide(metrics: ScalingMetrics, settings: ScalingSettings): ScalingDecision;
};

/** Declares a policy; keeps its name as a type. */
export function defineScalingPolicy<const Name extends string>(policy: ScalingPolicy<Name>): ScalingPolicy<Name> {
	return policy;
}
