import {bounded, heldBackText, isHeldBack} from './decision.js';
import {defineScalingPolicy} from './policy.js';

/** A fraction of a worker that is not worth a worker. */
const tolerance = 0.1;

/** As many workers as the arrivals need by Little's law: `ceil(arrival rate × flush time / batch size)`. */
export const demandPolicy = defineScalingPolicy({
	name: 'demand',
	aliases: ['ideal'],
	help: 'by arrival rate and flush time',
	decide(metrics, settings) {
		const {workers, arrivalRate, flushTime} = metrics;
		if (flushTime === undefined) {
			return bounded(workers, 'no flush measured yet', settings);
		}

		const needed = arrivalRate * flushTime / 1000 / settings.batchSize;
		const reason = `${Math.round(arrivalRate)}/s × ${Math.round(flushTime)} ms / ${settings.batchSize} = ${needed.toFixed(1)}`;
		const wanted = Math.max(1, Math.ceil(needed - tolerance));
		return isHeldBack(metrics) && wanted <= workers
			? bounded(workers + 1, `${reason}, but ${heldBackText(metrics)}`, settings)
			: bounded(wanted, reason, settings);
	},
});
