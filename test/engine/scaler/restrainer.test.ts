import {setImmediate as immediate} from 'node:timers/promises';
import test from 'ava';
import type {Snapshot} from '../../../source/contract/snapshot.js';
import {createRandom} from '../../../source/engine/seeded-random.js';
import {VirtualClock} from '../../../source/simulation/virtual-clock.js';
import {settingsWith, type GivenSettings} from '../../helpers/settings.js';
import {createVirtualEngine} from '../../helpers/virtual-engine.js';
import {Receiver, type Character} from '../../oracle/receiver.js';

type Run = {
	readonly settings?: GivenSettings;

	/** What the receiver is like at so many milliseconds. */
	readonly receiver: (at: number) => Character;
	readonly seed: number;
};

/** The real engine on virtual time before a receiver of which the truth is known. */
async function begin({settings, receiver, seed}: Run) {
	// Virtual time leaves the test runner none to say what has passed.
	await immediate();
	const clock = new VirtualClock();
	const random = createRandom(seed);
	let last: Snapshot | undefined;
	const counts: number[] = [];
	const {engine} = createVirtualEngine({
		clock, random, settings: settingsWith(settings), sink: new Receiver(() => receiver(clock.now()), 1, clock, random),
	});
	engine.subscribe(snapshot => {
		last = snapshot;
		counts.push(snapshot.workers.length);
	});
	await engine.start();
	return {
		engine,

		/** Lets seconds pass; says how many workers there were at each look meanwhile, and how many records a second went out. */
		pass(seconds: number): {readonly counts: readonly number[]; readonly rate: number; readonly takenBack: Snapshot['scaler']['takenBack']} {
			const before = last?.ledger.delivered.records ?? 0;
			counts.length = 0;
			clock.advance(seconds * 1000);
			const delivered = (last?.ledger.delivered.records ?? 0) - before;
			return {counts: [...counts], rate: delivered / seconds, takenBack: last?.scaler.takenBack};
		},
	};
}

const seeds = [1, 2, 3];
const lastOf = (counts: readonly number[]): number => counts.at(-1) ?? 0;
const meanOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0) / counts.length;

for (const scaler of ['step', 'demand'] as const) {
	for (const jitter of [0, 0.3]) {
		test.serial(`before a receiver that works on three batches at a time, ${scaler} keeps few workers and all that it takes, with a jitter of ${jitter}`, async t => {
			for (const seed of seeds) {
				const run = await begin({settings: {scaler, rate: 'max'}, receiver: () => ({latency: 100, jitter, slots: 3}), seed});
				run.pass(40);
				const {counts, rate} = run.pass(60);
				t.true(meanOf(counts) < 6, `${meanOf(counts)} workers by seed ${seed}`);
				t.true(rate > 0.95 * 1500, `${rate}/s by seed ${seed}`);
			}
		});
	}
}

for (const latency of [100, 300, 1500, 4000]) {
	for (const jitter of [0, 0.3]) {
		test.serial(`where each worker helps, none is taken back: ${latency} ms a batch, with a jitter of ${jitter}`, async t => {
			for (const seed of seeds) {
				const run = await begin({settings: {rate: 'max'}, receiver: () => ({latency, jitter}), seed});
				run.pass(60);
				t.true(run.pass(60).counts.every(count => count === 10), `by seed ${seed}`);
			}
		});
	}
}

test.serial('at the defaults six workers are found, ten in a spike, and none is taken back', async t => {
	const run = await begin({receiver: () => ({latency: 300}), seed: 1});
	t.is(lastOf(run.pass(25).counts), 6);
	run.engine.send({type: 'spike.start', factor: 5, length: 10_000});
	const {counts, takenBack} = run.pass(15);
	t.is(Math.max(...counts), 10);
	t.is(takenBack, undefined);
});

for (const factor of [1.5, 2, 3, 5, 10]) {
	test.serial(`what was learned before the sink was slowed by ${factor} takes back none of the workers that then help`, async t => {
		for (const seed of seeds) {
			const run = await begin({receiver: () => ({latency: 300, jitter: 0.1}), seed});
			run.pass(20);
			run.engine.send({type: 'fault.set', fault: {kind: 'slow', factor}});
			run.pass(60);
			t.true(run.pass(60).rate > 0.95 * Math.min(1000, 10 * 50_000 / (300 * factor)), `by seed ${seed}`);
		}
	});

	test.serial(`nor before the receiver itself became slower by ${factor}`, async t => {
		for (const seed of seeds) {
			const run = await begin({receiver: at => ({latency: at < 20_000 ? 300 : 300 * factor, jitter: 0.1}), seed});
			run.pass(80);
			t.true(run.pass(60).rate > 0.95 * Math.min(1000, 10 * 50_000 / (300 * factor)), `by seed ${seed}`);
		}
	});
}

test.serial('once the receiver takes more again, workers are added that then help', async t => {
	for (const seed of seeds) {
		const run = await begin({settings: {rate: 'max'}, receiver: at => ({latency: 100, jitter: 0.1, ...(at < 60_000 && {slots: 2})}), seed});
		t.true(lastOf(run.pass(60).counts) < 5);
		run.pass(60);
		t.is(lastOf(run.pass(1).counts), 10, `by seed ${seed}`);
	}
});
