import {scalingPolicies} from '../../source/domain/scaling/registry.js';
import {createDice, type Dice} from '../helpers/dice.js';
import {settingsWith, type TestSettings} from '../helpers/settings.js';
import type {Random} from '../../source/domain/backoff.js';
import type {Command} from '../../source/contract/command.js';
import type {SinkCharacter} from './random-sink.js';

/** Something that a user does at a moment, in milliseconds since the start. */
export type PlannedCommand = {readonly at: number; readonly command: Command};

/** A whole run, made up from a seed. */
export type Plan = {
	readonly settings: TestSettings;
	readonly character: SinkCharacter;

	/** Records of a real source; `undefined` where the program makes them itself. */
	readonly sourceRecords: number | undefined;
	readonly commands: readonly PlannedCommand[];
};

function planSettings(dice: Dice, seed: number, isGenerated: boolean): TestSettings {
	const batchSize = dice.pick(1, 2, 7, 50, 100);
	const minWorkers = dice.whole(1, 4);
	return {
		...settingsWith({seed}),
		rate: isGenerated || dice.chance(0.2) ? dice.pick<number | 'max'>(5, 100, 1000, 3000, 'max') : 'max',
		batchSize,
		queueSize: dice.whole(batchSize, 1500),
		queueBytes: dice.pick(200, 5000, 1_000_000),
		batchTimeout: dice.pick(1, 50, 500),
		minWorkers,
		maxWorkers: dice.whole(minWorkers, 12),
		scaler: dice.pick(...Object.values(scalingPolicies).map(({name}) => name)),
		scaleInterval: dice.pick(100, 1000),
		maxAttempts: dice.chance(0.3) ? dice.whole(1, 4) : 'unlimited',
		backoffBase: dice.pick(1, 100),
		backoffCap: dice.pick(100, 3000),
		grace: dice.chance(0.15) ? dice.whole(1, 2000) : 600_000,
		count: dice.chance(0.3) ? dice.whole(1, 3000) : undefined,
		duration: dice.chance(0.2) ? dice.whole(1, 6000) : undefined,
		spikeLength: dice.whole(1, 3000),
	};
}

function planCharacter(dice: Dice): SinkCharacter {
	const latency = dice.pick(1, 20, 300, 1500);
	return {
		latency,
		jitter: dice.between(0, latency),
		failures: dice.pick(0, 0, 0.1, 0.5),
		lostAnswers: dice.pick(0, 0, 0.1),
		refusals: dice.pick(0, 0, 0.05),
		denials: dice.pick(0, 0, 0.1),
		window: dice.pick(1, 1, 8),
		poison: dice.pick(0, 0, 0, 7, 97),
	};
}

function planCommand(dice: Dice): Command {
	const id = dice.whole(1, 12);
	return dice.pick<() => Command>(
		() => ({type: 'rate.set', rate: dice.pick<number | 'max'>(10, 500, 2000, 'max')}),
		() => ({type: 'rate.scale', factor: dice.pick(0.5, 1.1, 2)}),
		() => ({type: 'spike.start', factor: dice.pick(2, 5), length: dice.whole(10, 2000)}),
		() => ({type: 'producer.pause'}),
		() => ({type: 'producer.resume'}),
		() => ({type: 'worker.pause', id}),
		() => ({type: 'worker.resume', id}),
		() => ({type: 'worker.kill', id}),
		() => ({type: 'worker.kill', id: dice.whole(1, 4)}),
		() => ({type: 'fault.set', fault: {kind: 'slow', factor: dice.pick(2, 5, 10)}}),
		() => ({type: 'fault.set', fault: {kind: 'failing', share: dice.pick(0.1, 0.5, 1)}}),
		() => ({type: 'fault.set', fault: {kind: 'hanging'}}),
		() => ({type: 'faults.clear'}),
		() => ({type: 'setting.set', change: {name: 'batchSize', value: dice.whole(1, 100)}}),
		() => ({type: 'setting.set', change: {name: 'queueSize', value: dice.whole(100, 2000)}}),
		() => ({type: 'setting.set', change: {name: 'maxWorkers', value: dice.whole(4, 12)}}),
	)();
}

/** Makes up a run: settings, a sink with moods, what the user does, and how it ends. */
export function createPlan(seed: number, random: Random): Plan {
	const dice = createDice(random);
	const isGenerated = dice.chance(0.6);
	const settings = planSettings(dice, seed, isGenerated);
	const end = dice.whole(1, 8000);
	const commands: PlannedCommand[] = Array.from({length: dice.whole(0, 12)}, () => ({at: dice.whole(0, end), command: planCommand(dice)}));
	commands.push(
		{at: end, command: {type: 'drain', reason: dice.pick('signal', 'key')}},

		// What hangs on purpose is let go some time, or the drain would never end.
		{at: end + dice.whole(0, 3000), command: {type: 'faults.clear'}},
	);
	if (dice.chance(0.1)) {
		commands.push({at: end + dice.whole(1, 2000), command: dice.pick<Command>({type: 'abort'}, {type: 'drain', reason: 'key'})});
	}

	return {
		settings,
		character: planCharacter(dice),
		sourceRecords: isGenerated ? undefined : dice.whole(0, 5000),
		commands: commands.toSorted((a, b) => a.at - b.at),
	};
}
