import {
	bounded, heldBackText, isHeldBack, percentText,
} from './decision.js';
import {defineScalingPolicy} from './policy.js';

/** One worker up above `scaleUpAt` or when the producer is held back, one down below `scaleDownAt`. */
export const stepPolicy = defineScalingPolicy({
	name: 'step',
	aliases: ['seed'],
	help: 'by queue usage, one at a time',
	decide(metrics, settings) {
		const {workers, usage} = metrics;
		if (usage > settings.scaleUpAt) {
			return bounded(workers + 1, fullText(usage, 'above', settings.scaleUpAt), settings, compared(usage, '>', settings.scaleUpAt));
		}

		if (isHeldBack(metrics)) {
			return bounded(workers + 1, heldBackText(metrics), settings);
		}

		if (usage < settings.scaleDownAt) {
			return bounded(workers - 1, fullText(usage, 'below', settings.scaleDownAt), settings, compared(usage, '<', settings.scaleDownAt));
		}

		return bounded(workers, `queue ${percentText(usage)} full`, settings);
	},
});

/** `queue 81 % full, above 80 %`; with a digit more where both would look the same. */
function fullText(usage: number, word: 'above' | 'below', limit: number): string {
	const digits = percentText(usage) === percentText(limit) ? 1 : 0;
	return `queue ${percentText(usage, digits)} full, ${word} ${percentText(limit, digits)}`;
}

/** In the words of the lines: `usage 0.81 > 0.80`; with a digit more where both would look the same. */
function compared(usage: number, sign: '<' | '>', limit: number): string {
	const digits = usage.toFixed(2) === limit.toFixed(2) ? 3 : 2;
	return `usage ${usage.toFixed(digits)} ${sign} ${limit.toFixed(digits)}`;
}
