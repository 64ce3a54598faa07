import type {Limit} from '../../../source/diagnosis/verdict.js';
import {steps, type Scenario} from '../scenario.js';
import {truthOfLoad} from '../truths.js';

const rate = 'rate' satisfies Limit;

/** Workers, queue, engine and what they are allowed. */
export const capacityScenarios: readonly Scenario[] = [
	{
		name: 'more rate than the most workers do',
		draw(dice) {
			const latency = dice.between(250, 400);
			const demand = dice.whole(3000, 5000);
			return {
				settings: {rate: demand, minWorkers: 10}, receiver: () => ({latency, jitter: 0.1}), length: 20_000, truth: (_, snapshot) => truthOfLoad({demand, latency, calm: rate}, snapshot),
			};
		},
	},
	{
		name: 'source at full speed, most workers taken',
		draw(dice) {
			const latency = dice.between(100, 300);
			return {
				settings: {minWorkers: 4, maxWorkers: 4}, source: () => 20_000, receiver: () => ({latency, jitter: 0.1}), length: 20_000, truth: () => ['maximum'],
			};
		},
	},
	{
		name: 'source at full speed, the scaler adds',
		draw(dice) {
			const latency = dice.between(100, 300);
			return {
				settings: {maxWorkers: 12}, source: () => 20_000, receiver: () => ({latency, jitter: 0.1}), length: 25_000, truth: (_, snapshot) => truthOfLoad({demand: Infinity, latency, calm: 'source'}, snapshot),
			};
		},
	},
	{
		name: 'spike beyond the most workers',
		draw(dice) {
			const [latency, at] = [dice.between(250, 350), dice.between(8000, 9000)];
			return {
				settings: {rate: 800, minWorkers: 8},
				receiver: () => ({latency, jitter: 0.1}),
				commands: [{at, command: {type: 'spike.start', factor: 5, length: 8000}}],
				length: 28_000,
				truth: (_, snapshot) => truthOfLoad({demand: snapshot.producer.spike === undefined ? 800 : 4000, latency, calm: rate}, snapshot),
			};
		},
	},
	{
		name: 'spike that the scaler can take',
		draw(dice) {
			const [latency, at] = [dice.between(150, 200), dice.between(8000, 9000)];
			return {
				settings: {rate: 400, maxWorkers: 20},
				receiver: () => ({latency, jitter: 0.1}),
				commands: [{at, command: {type: 'spike.start', factor: 4, length: 10_000}}],
				length: 30_000,
				truth: (_, snapshot) => truthOfLoad({demand: snapshot.producer.spike === undefined ? 400 : 1600, latency, calm: rate}, snapshot),
			};
		},
	},
	{
		name: '1,000 workers are too few',
		draw(dice) {
			const latency = dice.between(800, 1000);
			return {
				settings: {
					rate: 100_000, minWorkers: 1000, maxWorkers: 1000, queueSize: 100_000,
				}, receiver: () => ({latency, jitter: 0.1}), length: 12_000, truth: (_, snapshot) => truthOfLoad({demand: 100_000, latency, calm: rate}, snapshot),
			};
		},
	},
	{
		name: 'queue of less than two batches',
		draw(dice) {
			return {
				settings: {
					rate: dice.whole(900, 1200), queueSize: 60, batchSize: 50, minWorkers: 10,
				}, receiver: () => ({latency: 20, jitter: 0.2}), length: 15_000, truth: () => ['queue', rate],
			};
		},
	},
	{
		name: 'bytes in workers\' hands',
		draw(dice) {
			return {
				settings: {
					queueBytes: 60_000, queueSize: 5000, minWorkers: 10, maxWorkers: 20,
				}, source: () => 20_000, recordBytes: dice.whole(180, 250), receiver: () => ({latency: 200, jitter: 0.1}), length: 15_000, truth: () => ['hands'],
			};
		},
	},
	{
		name: 'engine at the limit of its core',
		draw: dice => ({
			settings: {minWorkers: 4, maxWorkers: 10, queueSize: 10_000}, window: 8, source: () => dice.between(4000, 6000), receiver: () => ({latency: 5, jitter: 0.3}), utilisation: () => 0.97, length: 15_000, truth: () => ['engine'],
		}),
	},
	{
		name: 'engine at its limit for a while',
		draw(dice) {
			const [from, to] = [dice.between(5000, 7000), dice.between(12_000, 14_000)];
			return {
				settings: {minWorkers: 4, queueSize: 10_000}, window: 8, source: () => 5000, receiver: () => ({latency: 5, jitter: 0.3}), utilisation: steps(0.4, [from, 0.97], [to, 0.4]), length: 20_000, truth: at => at >= from && at < to ? ['engine'] : ['source'],
			};
		},
	},
	{
		name: 'producer paused and resumed',
		draw(dice) {
			const [from, to] = [dice.between(6000, 8000), dice.between(12_000, 14_000)];
			return {
				settings: {rate: 800, minWorkers: 8}, receiver: () => ({latency: 200, jitter: 0.2}), commands: [{at: from, command: {type: 'producer.pause'}}, {at: to, command: {type: 'producer.resume'}}], length: 20_000, truth: at => at >= from && at < to ? ['paused'] : [rate],
			};
		},
	},
	{
		name: 'all workers paused and resumed',
		draw(dice) {
			const [from, to] = [dice.between(6000, 8000), dice.between(10_000, 12_000)];
			const both = [1, 2, 3, 4];
			return {
				settings: {rate: 400, minWorkers: 4, maxWorkers: 4},
				receiver: () => ({latency: 200, jitter: 0.2}),
				commands: [...both.map(id => ({at: from, command: {type: 'worker.pause', id} as const})), ...both.map(id => ({at: to, command: {type: 'worker.resume', id} as const}))],
				length: 22_000,
				truth: (at, {queue}) => at >= from && at < to ? ['paused'] : (at >= to && queue.usage > 0.2 ? ['catchingUp', rate] : [rate]),
			};
		},
	},
	{
		name: 'some workers paused, the others have no time',
		draw(dice) {
			const from = dice.between(6000, 8000);
			return {
				settings: {rate: 850, minWorkers: 4, maxWorkers: 4},
				receiver: () => ({latency: 200, jitter: 0.1}),
				commands: [1, 2, 3].map(id => ({at: from, command: {type: 'worker.pause', id} as const})),
				length: 20_000,
				truth: (at, {queue}) => at < from ? [rate] : (queue.usage > 0.5 ? ['paused'] : ['paused', rate]),
			};
		},
	},
	{
		name: 'a worker is killed, all goes on',
		draw: dice => ({
			settings: {rate: 600, minWorkers: 6}, receiver: () => ({latency: 200, jitter: 0.2}), commands: [{at: dice.between(6000, 8000), command: {type: 'worker.kill', id: 2}}], length: 15_000, truth: () => [rate],
		}),
	},
	{
		name: 'a drain of a full queue',
		draw(dice) {
			const at = dice.between(6000, 8000);
			return {
				settings: {
					rate: 5000, minWorkers: 4, maxWorkers: 4, queueSize: 8000, grace: 600_000,
				}, receiver: () => ({latency: 250, jitter: 0.1}), commands: [{at, command: {type: 'drain', reason: 'key'}}], length: 13_000, truth: time => time >= at ? ['draining'] : ['maximum'],
			};
		},
	},
];
