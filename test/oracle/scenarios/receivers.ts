import type {Snapshot} from '../../../source/contract/snapshot.js';
import type {Limit} from '../../../source/diagnosis/verdict.js';
import type {Character} from '../receiver.js';
import {steps, type Run, type Scenario} from '../scenario.js';

const rate = 'rate' satisfies Limit;
const sound: Character = {latency: 200, jitter: 0.2};
const settings = {rate: 800, minWorkers: 8};

type Trouble = {
	readonly name: string;
	readonly receiver: Character;
	readonly truth: readonly Limit[];

	/** Milliseconds of it. */
	readonly length?: number;
	readonly run?: Partial<Run>;
};

/** A receiver that is away is asked once in half a second to a second: so long nobody can know that it is back. */
const noticed = 1000;

/** What was held back is worked off after trouble. */
function after(calm: Limit, {queue}: Snapshot): readonly Limit[] {
	return queue.usage > 0.2 ? ['catchingUp', calm, 'scaler'] : [calm, 'catchingUp'];
}

/** A receiver that is sound, then in trouble, then sound. */
function troubled({name, receiver, truth, length = 8000, run}: Trouble): Scenario {
	return {
		name,
		draw(dice) {
			const from = dice.between(6000, 8000);
			const to = from + length + dice.between(-1000, 1000);
			const calm: Limit = run?.source === undefined ? rate : 'source';
			return {
				settings, receiver: steps(sound, [from, receiver], [to, sound]), length: to + 8000, truth(at, snapshot) {
					if (at < from) {
						return [calm];
					}

					return at < to ? truth : [...(at < to + noticed ? truth : []), ...after(calm, snapshot)];
				},
				...run,
			};
		},
	};
}

export const receiverScenarios: readonly Scenario[] = [
	troubled({name: 'receiver hangs', receiver: {...sound, outcome: 'hangs'}, truth: ['noAnswer']}),
	troubled({
		name: 'receiver hangs, real source', receiver: {...sound, outcome: 'hangs'}, truth: ['noAnswer'], run: {source: () => 500},
	}),
	troubled({
		name: 'receiver hangs, 5/s', receiver: {latency: 50, outcome: 'hangs'}, truth: ['noAnswer'], length: 12_000, run: {settings: {rate: 5}},
	}),
	troubled({name: 'connection refused', receiver: {latency: 5, outcome: 'fails'}, truth: ['failing']}),
	troubled({
		name: 'connection refused, real source', receiver: {latency: 5, outcome: 'fails'}, truth: ['failing'], run: {source: () => 500},
	}),
	troubled({
		name: 'connection refused, long', receiver: {latency: 5, outcome: 'fails'}, truth: ['failing'], length: 25_000,
	}),
	troubled({
		name: 'slow failures of 2 s', receiver: {latency: 2000, outcome: 'fails'}, truth: ['failing', 'noAnswer'], length: 12_000,
	}),
	troubled({
		name: 'half of the batches fail', receiver: {...sound, outcome: 'fails', share: 0.5}, truth: ['failing'], length: 12_000, run: {settings: {rate: 800, minWorkers: 10}},
	}),
	troubled({name: 'every record refused', receiver: {latency: 20, outcome: 'refuses'}, truth: ['deadLetters']}),
	...[20, 200].map(latency => troubled({
		name: `every record refused by itself, ${latency} ms`, receiver: {latency, outcome: 'refuses parts'}, truth: ['deadLetters'], length: 25_000,
	})),
	troubled({name: 'a third of the records refused', receiver: {latency: 20, outcome: 'refuses', share: 0.33}, truth: ['deadLetters']}),
	troubled({
		name: 'file can\'t grow', receiver: {latency: 1, outcome: 'is full'}, truth: ['space'], run: {source: () => 500},
	}),
	troubled({
		name: 'receiver five times slower', receiver: {latency: 1000, jitter: 0.1}, truth: ['slower'], length: 12_000, run: {settings: {rate: 1200, minWorkers: 8, maxWorkers: 8}},
	}),
	troubled({
		name: 'receiver twice as slow', receiver: {latency: 450, jitter: 0.1}, truth: ['slower'], length: 14_000, run: {
			settings: {
				rate: 1400, minWorkers: 8, maxWorkers: 8, queueSize: 800,
			},
		},
	}),
	troubled({
		name: 'receiver slower while the scaler adds', receiver: {latency: 2000, jitter: 0.1}, truth: ['slower', 'scaler', 'noAnswer'], length: 14_000, run: {settings: {rate: 1200, minWorkers: 6, maxWorkers: 10}},
	}),
	{
		name: 'receiver takes so many at a time, workers are added',
		draw: dice => ({
			settings: {maxWorkers: 12}, source: () => 20_000, receiver: () => ({latency: 200, jitter: 0.1, slots: 3}), length: dice.whole(24_000, 26_000),
			truth: (_, {workers, scaler}) => workers.length <= 5 && scaler.takenBack === undefined ? ['scaler', 'sink'] : ['sink'],
		}),
	},
	...[{kind: 'hanging'} as const, {kind: 'failing', share: 0.5} as const, {kind: 'slow', factor: 10} as const].map(fault => ({
		name: `own fault: ${fault.kind}`,
		draw(dice) {
			const [from, to] = [dice.between(6000, 8000), dice.between(14_000, 16_000)];
			return {
				settings: {rate: 1200, minWorkers: 8, maxWorkers: 8},
				receiver: () => sound,
				commands: [{at: from, command: {type: 'fault.set', fault}}, {at: to, command: {type: 'faults.clear'}}],
				length: 24_000,
				truth: (at: number, snapshot: Snapshot) => at < from ? [rate] : (at < to ? ['fault'] : after(rate, snapshot)),
			};
		},
	} satisfies Scenario)),
	{
		name: 'hangs, then refuses',
		draw(dice) {
			const [from, then] = [dice.between(6000, 8000), dice.between(13_000, 15_000)];
			return {
				settings, receiver: steps(sound, [from, {...sound, outcome: 'hangs'}], [then, {latency: 20, outcome: 'refuses'}]), length: 22_000, truth: at => at < from ? [rate] : (at < then ? ['noAnswer'] : ['deadLetters']),
			};
		},
	},
	{
		name: 'fails, then hangs',
		draw(dice) {
			const [from, then] = [dice.between(6000, 8000), dice.between(13_000, 15_000)];
			return {
				settings, receiver: steps(sound, [from, {latency: 5, outcome: 'fails'}], [then, {latency: 5, outcome: 'hangs'}]), length: 22_000,
				// What fails is asked once a second.
				truth: steps<readonly Limit[]>([rate], [from, ['failing']], [then, ['failing', 'noAnswer']], [then + 1000, ['noAnswer']]),
			};
		},
	},
	{
		name: 'spike while the receiver is gone',
		draw(dice) {
			const from = dice.between(6000, 8000);
			return {
				settings, receiver: steps(sound, [from, {latency: 5, outcome: 'fails'}]), commands: [{at: from + 3000, command: {type: 'spike.start', factor: 5, length: 5000}}], length: 20_000, truth: at => at < from ? [rate] : ['failing'],
			};
		},
	},
	{
		name: 'drain while the receiver hangs',
		draw(dice) {
			const [from, at] = [dice.between(5000, 6000), dice.between(10_000, 12_000)];
			return {
				settings: {...settings, grace: 600_000}, receiver: steps(sound, [from, {...sound, outcome: 'hangs'}]), commands: [{at, command: {type: 'drain', reason: 'key'}}], length: 16_000, truth: time => time < from ? [rate] : (time < at ? ['noAnswer'] : ['draining']),
			};
		},
	},
	{
		name: 'source silent while the receiver is gone',
		draw(dice) {
			const [from, to] = [dice.between(6000, 7000), dice.between(12_000, 14_000)];
			return {
				settings: {minWorkers: 4}, source: steps(400, [from + 2000, 0]), receiver: steps(sound, [from, {latency: 5, outcome: 'fails'}], [to, sound]), length: 22_000, truth(at, {queue, ledger}) {
					if (at < from) {
						return ['source'];
					}

					if (at < to) {
						return ['failing'];
					}

					const isAny = queue.depth > 0 || ledger.inFlight.records > 0 || at < to + noticed;
					return [...(at < to + noticed ? ['failing'] as const : []), ...(isAny ? ['catchingUp', 'source', 'scaler'] as const : []), 'silent'];
				},
			};
		},
	},
];
