import {setup} from 'xstate';
import type {Pressure} from '../domain/pressure.js';
import type {Command} from '../contract/command.js';
import {
	no, notNow, nothing, nothingWith,
} from './provided.js';

/** The commands that are the producer's. */
export const producerCommands = ['rate.set', 'rate.scale', 'spike.start', 'producer.pause', 'producer.resume'] as const;

type ProducerCommand = Extract<Command, {type: typeof producerCommands[number]}>;
type RateCommand = Extract<Command, {type: 'rate.set' | 'rate.scale'}>;
type SpikeCommand = Extract<Command, {type: 'spike.start'}>;

export type ProducerEvent
	= | ProducerCommand
		| {readonly type: 'pressure.changed'; readonly pressure: Pressure}
	/** End a spike before its time. */
		| {readonly type: 'spike.stop'}
	/** Take no more; the pipeline shuts down. */
		| {readonly type: 'producer.stop'};

/**
The producer: moves records from the source into the queue.

A paced one keeps its rate by a timer and slows down under the queue's pressure; an unpaced one lets records flow, as many in each engine turn as there is room for, and needs no event a turn. `produce` moves many records at once.
*/
export const producerMachine = setup({
	types: {} as {events: ProducerEvent},
	actions: {
		/** Forgets the time that has passed, so that a pause is not caught up with. */
		startPacing: nothing,
		produce: nothing,

		/** Has records move in each engine turn from now on, if there is something to read and room for it. */
		startFlow: nothing,
		stopFlow: nothing,

		/** Slows down as a pressure asks for, from now on. */
		applyPressure: nothingWith<{readonly pressure: Pressure}>(),
		changeRate: nothingWith<{readonly change: RateCommand}>(),
		startSpike: nothingWith<{readonly spike: SpikeCommand}>(),
		endSpike: nothing,

		/** Says that a spike is over; one that another takes the place of, or that a shutdown ends, is not worth a word. */
		announceSpikeEnd: nothing,

		/** Takes no more from the source; what was read already enters the queue. */
		stop: nothing,
	},
	guards: {
		isPaced: no,
		pressureIs: (_, parameters: {readonly now: Pressure; readonly wanted: Pressure}) => parameters.now === parameters.wanted,
	},
	delays: {
		/** Until the next records are due. */
		period: notNow,
		spikeLength: notNow,
	},
}).createMachine({
	id: 'producer',
	initial: 'producing',
	on: {
		'producer.stop': '.stopped',
	},
	states: {
		producing: {
			type: 'parallel',
			entry: 'startPacing',
			on: {
				'producer.pause': 'paused',
			},
			states: {
				// A transition of the parallel state would enter all its regions anew: each region has its own.
				pump: {
					initial: 'choosing',
					on: {
						'rate.set': {
							target: '.choosing',
							actions: {type: 'changeRate', params: ({event}) => ({change: event})},
						},
						'rate.scale': {
							guard: 'isPaced',
							target: '.choosing',
							actions: {type: 'changeRate', params: ({event}) => ({change: event})},
						},
						'spike.start': {
							guard: 'isPaced',
							target: '.choosing',
						},
					},
					states: {
						choosing: {
							always: [
								{guard: 'isPaced', target: 'paced'},
								{target: 'unpaced'},
							],
						},
						paced: {
							after: {
								period: {target: 'paced', reenter: true, actions: 'produce'},
							},
						},
						unpaced: {
							entry: 'startFlow',
							exit: 'stopFlow',
						},
					},
				},
				pace: {
					initial: 'steady',
					on: {
						'spike.start': {
							guard: 'isPaced',
							target: '.spiking',
							actions: {type: 'startSpike', params: ({event}) => ({spike: event})},
						},
					},
					states: {
						steady: {},
						spiking: {
							exit: 'endSpike',
							after: {
								spikeLength: {target: 'steady', actions: 'announceSpikeEnd'},
							},
							on: {
								'spike.stop': {target: 'steady', actions: 'announceSpikeEnd'},
								'producer.pause': {target: '#producer.paused', actions: 'announceSpikeEnd'},
							},
						},
					},
				},
				pressure: {
					initial: 'free',
					on: {
						'pressure.changed': [
							{guard: {type: 'pressureIs', params: ({event}) => ({now: event.pressure, wanted: 'free'})}, target: '.free'},
							{guard: {type: 'pressureIs', params: ({event}) => ({now: event.pressure, wanted: 'light'})}, target: '.light'},
							{guard: {type: 'pressureIs', params: ({event}) => ({now: event.pressure, wanted: 'moderate'})}, target: '.moderate'},
							{guard: {type: 'pressureIs', params: ({event}) => ({now: event.pressure, wanted: 'heavy'})}, target: '.heavy'},
							{guard: {type: 'pressureIs', params: ({event}) => ({now: event.pressure, wanted: 'blocked'})}, target: '.blocked'},
						],
					},
					states: {
						free: {entry: {type: 'applyPressure', params: {pressure: 'free'}}},
						light: {entry: {type: 'applyPressure', params: {pressure: 'light'}}},
						moderate: {entry: {type: 'applyPressure', params: {pressure: 'moderate'}}},
						heavy: {entry: {type: 'applyPressure', params: {pressure: 'heavy'}}},
						blocked: {entry: {type: 'applyPressure', params: {pressure: 'blocked'}}},
					},
				},
			},
		},
		paused: {
			entry: {type: 'applyPressure', params: {pressure: 'free'}},
			on: {
				'producer.resume': 'producing',
				'rate.set': {
					actions: {type: 'changeRate', params: ({event}) => ({change: event})},
				},
				'rate.scale': {
					guard: 'isPaced',
					actions: {type: 'changeRate', params: ({event}) => ({change: event})},
				},
			},
		},
		stopped: {
			entry: 'stop',
			type: 'final',
		},
	},
});
