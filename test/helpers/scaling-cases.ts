import fc from 'fast-check';
import type {ScalingMetrics, ScalingSettings} from '../../source/domain/scaling/policy.js';

/** Settings to decide by. */
export const settings: ScalingSettings = {
	minWorkers: 1, maxWorkers: 10, scaleUpAt: 0.8, scaleDownAt: 0.2, batchSize: 50,
};

/** A pipeline that needs six workers and has three. */
export const steady: ScalingMetrics = {
	workers: 3, usage: 0.5, heldBack: 0, arrivalRate: 1000, flushTime: 300,
};

export const anyMetrics: fc.Arbitrary<ScalingMetrics> = fc.record({
	workers: fc.integer({min: 0, max: 30}),
	usage: fc.double({min: 0, max: 1.5, noNaN: true}),
	heldBack: fc.double({min: 0, max: 1, noNaN: true}),
	arrivalRate: fc.double({min: 0, max: 1e7, noNaN: true}),
	flushTime: fc.option(fc.double({min: 0, max: 1e5, noNaN: true}), {nil: undefined}),
});

export const anySettings: fc.Arbitrary<ScalingSettings> = fc.record({
	minWorkers: fc.integer({min: 1, max: 10}),
	more: fc.nat(20),
	scaleUpAt: fc.double({min: 0.5, max: 1, noNaN: true}),
	scaleDownAt: fc.double({min: 0, max: 0.5, noNaN: true}),
	batchSize: fc.integer({min: 1, max: 1000}),
}).map(({more, ...rest}) => ({...rest, maxWorkers: rest.minWorkers + more}));
