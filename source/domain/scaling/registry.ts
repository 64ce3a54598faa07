import {demandPolicy} from './demand.js';
import {stepPolicy} from './step.js';

/** All scaling policies there are, by their names. A new one is a new file and a line here. */
export const scalingPolicies = {
	[stepPolicy.name]: stepPolicy,
	[demandPolicy.name]: demandPolicy,
};

export type ScalingPolicyName = keyof typeof scalingPolicies;
