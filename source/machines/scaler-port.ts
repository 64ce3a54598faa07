import type {ScalingDecision} from '../domain/scaling/policy.js';

/** What can happen to the scaler. */
export type ScalerEvent = {readonly type: 'scaler.stop'};

/** The measuring side of the scaler. The machine decides when, the policy how many. */
export type ScalerPort = {
	/** The last decision of the policy. */
	readonly decision: ScalingDecision;

	/** Whether the last decision asks for another number of workers than there were. */
	readonly changeIsDue: boolean;

	/** How long to observe before a decision, in milliseconds: shorter after a cool-down, so that decisions stay one interval apart. */
	readonly observation: number;

	/** How long a change is given to show, in milliseconds. */
	readonly cooldown: number;

	/** Forgets what was measured, and measures anew from now on. */
	observe(): void;

	/** Asks the policy, by what was measured since `observe`. */
	decide(): void;
};
