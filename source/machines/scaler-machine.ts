import {setup} from 'xstate';
import {no, notNow, nothing} from './provided.js';

export type ScalerEvent = {readonly type: 'scaler.stop'};

/**
The scaler: looks at the pipeline at intervals and asks for another number of workers.

What a change brings about needs time to show: `coolingDown` lets it pass before the scaler looks again.
*/
export const scalerMachine = setup({
	types: {} as {events: ScalerEvent},
	actions: {
		/** Forgets what was seen, and looks anew from now on. */
		observe: nothing,

		/** Asks the policy, by what was seen since `observe`. */
		decide: nothing,

		/** Asks for the number of workers that the policy wants, saying why. */
		scale: nothing,
	},
	guards: {
		/** Whether the policy wants another number of workers. */
		changeIsDue: no,
	},
	delays: {
		/** From looking to deciding; shorter after a cool-down, so that decisions stay one interval apart. */
		observation: notNow,
		cooldown: notNow,
	},
}).createMachine({
	id: 'scaler',
	initial: 'watching',
	on: {
		'scaler.stop': '.stopped',
	},
	states: {
		watching: {
			entry: 'observe',
			after: {
				observation: 'deciding',
			},
		},
		deciding: {
			entry: 'decide',
			always: [
				{guard: 'changeIsDue', target: 'coolingDown', actions: 'scale'},
				{target: 'watching'},
			],
		},
		coolingDown: {
			after: {
				cooldown: 'watching',
			},
		},
		stopped: {
			type: 'final',
		},
	},
});
