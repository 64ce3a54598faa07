import type {Command} from '../contract/command.js';

/**
What limits the flow, the first that applies:

- `none`: the pipeline does not run;
- `draining`: it is asked to leave;
- `space`: the file that the sink writes to can't grow;
- `fault`: a fault that the user has set;
- `noAnswer`: batches wait at the sink, and none is answered;
- `failing`: the sink fails batches, all or many;
- `deadLetters`: the receiver refuses records for good;
- `paused`: the user has paused the producer or the workers;
- `engine`: the engine's thread has no time left;
- `settling`: something has changed, and there is not enough seen since then;
- `slower`: the receiver takes longer for a batch than it did;
- `sink`: the receiver takes no more, however many workers there are;
- `hands`: workers hold so many bytes that nothing further may enter;
- `catchingUp`: the queue is worked off;
- `scaler`: there are fewer workers than are needed and allowed;
- `maximum`: there are as many workers as are allowed, and that is too few;
- `queue`: it is full while workers have time, too small to even things out;
- `silent`: the source gives nothing;
- `source`: all that the source gives passes;
- `rate`: all that the producer is told to make passes.
*/
export const limits = [
	'none',
	'draining',
	'space',
	'fault',
	'noAnswer',
	'failing',
	'deadLetters',
	'paused',
	'engine',
	'settling',
	'slower',
	'sink',
	'hands',
	'catchingUp',
	'scaler',
	'maximum',
	'queue',
	'silent',
	'source',
	'rate',
] as const;

export type Limit = typeof limits[number];

/** What a good operator would do. */
export type Advice = {
	/** One line. Settings are named as in a configuration file. */
	readonly text: string;

	/** The commands that do it; none where it is to be done outside of the program. */
	readonly commands: readonly Command[];
};

/** What limits the flow, how that is known, and what to do. */
export type Verdict = {
	readonly limit: Limit;

	/** The figures that show it: one line each, the most telling first. */
	readonly evidence: readonly string[];
	readonly advice?: Advice | undefined;

	/** Since when, in milliseconds since the start. */
	readonly since: number;

	/** How much is known, 0 to 1: 1 for what a single snapshot shows, less while little time has passed since the last change, and 0 while it settles. */
	readonly confidence: number;
};
