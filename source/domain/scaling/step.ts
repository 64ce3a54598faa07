import {bounded, heldBackText, isHeldBack} from './decision.js';
import {defineScalingPolicy} from './policy.js';

/** One worker up above `scaleUpAt` or when the producer is held back, one down below `scaleDownAt`. */
export const stepPolicy = defineScalingPolicy({
	name: 'step',
	aliases: ['seed'],
	help: 'by queue usage, one at a time',
	decide(metrics, settings) {
		const {workers, usage} = metrics;
		if (usage > settings.scaleUpAt) {
			return bounded(workers + 1, compared(usage, '>', settings.scaleUpAt), settings);
		}

		if (isHeldBack(metrics)) {
			return bounded(workers + 1, heldBackText(metrics), settings);
		}

		if (usage < settings.scaleDownAt) {
			return bounded(workers - 1, compared(usage, '<', settings.scaleDownAt), settings);
		}

		return bounded(workers, `usage ${usage.toFixed(2)}`, settings);
	},
});

/** `usage 0.81 > 0.80`; with a digit more where both would look the same. */
function compared(usage: number, sign: '<' | '>', limit: number): string {
	const digits = usage.toFixed(2) === limit.toFixed(2) ? 3 : 2;
	return `usage ${usage.toFixed(digits)} ${sign} ${limit.toFixed(digits)}`;
}
