import {wordAddress} from '../../settings/components/addresses.js';
import {duration, share} from '../../settings/values/numbers.js';
import {alongSeriesFromZero, by} from '../../settings/values/steps.js';
import {defineSink} from '../define-sink.js';

const hour = 3_600_000;

export const simulatedSink = defineSink({
	name: 'simulated',
	address: wordAddress('simulated'),
	options: {
		sinkLatency: {
			type: duration({min: 0, max: hour}),
			initial: {value: 300},
			help: 'time that a batch takes',
			live: alongSeriesFromZero(0.1),
		},
		sinkJitter: {
			type: duration({min: 0, max: hour}),
			initial: {value: 0},
			help: 'how far that time varies, up or down',
			live: alongSeriesFromZero(0.1),
		},
		sinkFailures: {
			type: share(),
			initial: {value: 0},
			help: 'share of batches that fail',
			live: by(0.05),
		},
	},
	orders: [{low: 'sinkJitter', high: 'sinkLatency', why: 'a batch can\'t take less than no time'}],
	isReal: false,
	canRefuse: false,
	async create(_address, options, {clock, random}) {
		const implementation = await import('./simulated-sink.js');
		return new implementation.SimulatedSink({settings: () => options, clock, random});
	},
});
