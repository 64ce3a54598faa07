import {sendParent, setup} from 'xstate';
import type {ScalerEvent, ScalerPort} from './scaler-port.js';

type ScalerContext = {readonly scaler: ScalerPort};

/**
The scaler: looks at the pipeline at intervals and asks its parent for another number of workers.

A change needs time to show: `coolingDown` lets it pass before the scaler looks again.
*/
export const scalerMachine = setup({
	types: {} as {context: ScalerContext; input: ScalerContext; events: ScalerEvent},
	actions: {
		observe({context}) {
			context.scaler.observe();
		},
		decide({context}) {
			context.scaler.decide();
		},

		/** Asks for the number of workers that the policy wants, saying why. */
		requestWorkers: sendParent(({context}: {readonly context: ScalerContext}) => ({type: 'workers.scale', ...context.scaler.decision})),
	},
	guards: {
		changeIsDue: ({context}) => context.scaler.changeIsDue,
	},
	delays: {
		observation: ({context}) => context.scaler.observation,
		cooldown: ({context}) => context.scaler.cooldown,
	},
}).createMachine({
	id: 'scaler',
	context: ({input}) => input,
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
				{guard: 'changeIsDue', target: 'coolingDown', actions: 'requestWorkers'},
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
