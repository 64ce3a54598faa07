import {assertEvent, sendParent, setup} from 'xstate';
import type {Pressure} from '../domain/pressure.js';
import type {
	ProducerEvent, ProducerPort, RateCommand, SpikeCommand,
} from './producer-port.js';

type ProducerContext = {readonly producer: ProducerPort};

/**
The producer: moves records from the source into the queue.

A paced producer keeps its rate by a timer and slows down under the queue's pressure. An unpaced producer lets records flow in each tick of the engine, as many as there is room for, and needs no event a tick. One `produce` moves many records.
*/
export const producerMachine = setup({
	types: {} as {context: ProducerContext; input: ProducerContext; events: ProducerEvent},
	actions: {
		join({context, self}) {
			context.producer.join(self);
		},
		startPacing({context}) {
			context.producer.startPacing();
		},
		produce({context}) {
			context.producer.produce();
		},
		startFlow({context}) {
			context.producer.startFlow();
		},
		stopFlow({context}) {
			context.producer.stopFlow();
		},
		applyPressure({context}, {pressure}: {readonly pressure: Pressure}) {
			context.producer.applyPressure(pressure);
		},
		changeRate({context}, {change}: {readonly change: RateCommand}) {
			context.producer.changeRate(change);
		},
		startSpike({context}, {spike}: {readonly spike: SpikeCommand}) {
			context.producer.startSpike(spike);
		},
		endSpike({context}) {
			context.producer.endSpike();
		},
		reportSpikeEnd({context}) {
			context.producer.reportSpikeEnd();
		},

		/** Asks the pipeline to drain: there is no more to take. */
		requestDrain: sendParent(({event}: {readonly event: ProducerEvent}) => {
			assertEvent(event, 'source.ended');
			return {type: 'drain', reason: event.reason};
		}),
		stop({context}) {
			context.producer.stop();
		},
	},
	guards: {
		isPaced: ({context}) => context.producer.isPaced,
		hasStopped: ({context}) => context.producer.hasStopped,
		pressureIs: (_, parameters: {readonly now: Pressure; readonly wanted: Pressure}) => parameters.now === parameters.wanted,
	},
	delays: {
		period: ({context}) => context.producer.period(),
		spikeLength: ({context}) => context.producer.spikeLength,
	},
}).createMachine({
	id: 'producer',
	context: ({input}) => input,
	entry: 'join',
	initial: 'producing',
	on: {
		'source.ended': {actions: 'requestDrain'},
		'producer.stop': '.stopping',
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
								spikeLength: {target: 'steady', actions: 'reportSpikeEnd'},
							},
							on: {
								'spike.stop': {target: 'steady', actions: 'reportSpikeEnd'},
								'producer.pause': {target: '#producer.paused', actions: 'reportSpikeEnd'},
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
		// The senders of a source are heard to their end; any other source has ended at once.
		stopping: {
			entry: 'stop',
			initial: 'checking',
			on: {
				'source.ended': 'stopped',
			},
			states: {
				checking: {
					always: [
						{guard: 'hasStopped', target: '#producer.stopped'},
						{target: 'hearing'},
					],
				},
				hearing: {},
			},
		},
		stopped: {
			type: 'final',
		},
	},
});
