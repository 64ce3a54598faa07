import type {OptionDeclaration} from '../settings/declaration.js';
import {duration} from '../settings/values/numbers.js';
import {alongSeries} from '../settings/values/steps.js';

/** An option of every sink whose receiver may keep it waiting. */
export const sinkTimeout = {
	type: duration({min: 1, max: 3_600_000}),
	initial: {value: 30_000},
	help: 'how long a batch may stay unanswered',
	live: alongSeries,
} as const satisfies OptionDeclaration<number>;
