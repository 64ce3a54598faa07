import type {Limit} from '../../../source/diagnosis/verdict.js';
import {steps, type Scenario} from '../scenario.js';
import {truthOfLoad} from '../truths.js';

const rate = 'rate' satisfies Limit;
const source = 'source' satisfies Limit;

/** Nothing is wrong, slow and fast, and what there is to come. */
export const calmScenarios: readonly Scenario[] = [
	{
		name: 'generated at 5/s',
		draw: dice => ({
			settings: {rate: 5}, receiver: () => ({latency: 50, jitter: dice.between(0, 0.3)}), length: 20_000, truth: () => [rate],
		}),
	},
	{
		name: 'generated, room left',
		draw(dice) {
			const latency = dice.between(100, 250);
			return {
				settings: {rate: dice.whole(500, 1000), minWorkers: 8}, receiver: () => ({latency, jitter: 0.2}), length: 20_000, truth: () => [rate],
			};
		},
	},
	{
		name: 'start, the scaler finds its workers',
		draw(dice) {
			const latency = dice.between(200, 350);
			const demand = dice.whole(700, 1100);
			return {
				settings: {rate: demand}, receiver: () => ({latency, jitter: 0.1}), length: 25_000, truth: (_, snapshot) => truthOfLoad({demand, latency, calm: rate}, snapshot),
			};
		},
	},
	{
		name: 'source, steady',
		draw(dice) {
			const flow = dice.between(200, 800);
			return {
				settings: {minWorkers: 6}, source: () => flow, receiver: () => ({latency: 200, jitter: 0.2}), length: 20_000, truth: () => [source],
			};
		},
	},
	{
		name: 'source trickles',
		draw(dice) {
			const flow = dice.between(2, 10);
			return {
				settings: {}, source: () => flow, receiver: () => ({latency: 30}), length: 20_000, truth: () => [source],
			};
		},
	},
	{
		name: 'source falls silent, and comes back',
		draw(dice) {
			const [from, to] = [dice.between(6000, 8000), dice.between(14_000, 16_000)];
			return {
				settings: {minWorkers: 4},
				source: steps(dice.between(200, 500), [from, 0], [to, 300]),
				receiver: () => ({latency: 150, jitter: 0.2}),
				length: 22_000,
				truth: at => at >= from && at < to ? ['silent'] : [source],
			};
		},
	},
	{
		name: 'source silent from the start',
		draw: () => ({
			settings: {}, source: () => 0, receiver: () => ({latency: 100}), length: 12_000, truth: () => ['silent'],
		}),
	},
	{
		name: '1,000 workers, room left',
		draw(dice) {
			const latency = dice.between(300, 500);
			return {
				settings: {
					rate: 20_000, minWorkers: 1000, maxWorkers: 1000, queueSize: 60_000,
				}, receiver: () => ({latency, jitter: 0.2}), length: 12_000, truth: () => [rate],
			};
		},
	},
	{
		name: 'fast sink of a window, room left',
		draw: dice => ({
			settings: {rate: dice.whole(3000, 6000), queueSize: 10_000}, window: 64, receiver: () => ({latency: 1, jitter: 0.5}), length: 12_000, truth: () => [rate],
		}),
	},
	{
		name: 'rate is raised while all keeps up',
		draw(dice) {
			const at = dice.between(6000, 8000);
			return {
				settings: {rate: 400, minWorkers: 8}, receiver: () => ({latency: 200, jitter: 0.2}), commands: [{at, command: {type: 'rate.set', rate: 800}}], length: 16_000, truth: () => [rate],
			};
		},
	},
];
