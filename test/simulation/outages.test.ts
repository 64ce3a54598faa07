import test from 'ava';
import type {Batch} from '../../source/domain/batch.js';
import {createRandom} from '../../source/engine/seeded-random.js';
import type {Complete, Sink} from '../../source/engine/ports/sink.js';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';
import {settingsWith} from '../helpers/settings.js';
import {createVirtualEngine} from '../helpers/virtual-engine.js';

type Outage = {readonly sink: Sink; readonly firstDelivered: () => number | undefined; readonly requests: () => number};

/** A sink that answers in 20 ms, and refuses connections from `from` to `to`, in milliseconds. */
function createSinkWithOutage(clock: VirtualClock, from: number, to: number): Outage {
	let firstDelivered: number | undefined;
	let requests = 0;
	return {
		firstDelivered: () => firstDelivered,
		requests: () => requests,
		sink: {
			name: 'away for a while',
			maxInFlight: 1,
			async open() {
				// There is nothing to open.
			},
			write(batch: Batch, complete: Complete) {
				clock.setTimeout(() => {
					const now = clock.now();
					const isAway = now >= from && now < to;
					requests += isAway ? 1 : 0;
					firstDelivered ??= now >= to ? now : undefined;
					complete(batch, isAway ? {kind: 'retry', message: 'connection refused', outcomeUnknown: false} : undefined);
				}, 20);
			},
			async close() {
				// There is nothing to close.
			},
		},
	};
}

/** Lets a pipeline go through an outage that begins at two seconds. Resolves to how long after its end the first batch was delivered, in milliseconds, and how many requests came during it. */
async function goThrough(length: number, seed: number): Promise<{readonly recovery: number; readonly requests: number; readonly delivered: number}> {
	const clock = new VirtualClock();
	const {sink, firstDelivered, requests} = createSinkWithOutage(clock, 2000, 2000 + length);
	const {engine} = createVirtualEngine({
		clock, sink, random: createRandom(seed), settings: settingsWith({rate: 1000, minWorkers: 1, maxWorkers: 10}),
	});
	let delivered = 0;
	engine.subscribe(({ledger}) => {
		delivered = ledger.delivered.records;
	});
	await engine.start();
	clock.advance(2000 + length + 5000);
	return {recovery: (firstDelivered() ?? Infinity) - 2000 - length, requests: requests(), delivered};
}

test('after 40 outages of 5 to 180 seconds records flow again within a second, and meanwhile one request a second at the most is made for each that waits', async t => {
	const random = createRandom(7);
	const recoveries: number[] = [];
	for (let seed = 1; seed <= 40; seed++) {
		const length = 5000 + Math.round(random() * 175_000);
		const {recovery, requests, delivered} = await goThrough(length, seed);
		recoveries.push(recovery);
		t.true(requests < 40 + (length / 450), `${requests} requests in ${length} ms`);
		t.true(delivered > 5000, `${delivered} delivered`);
	}

	const late = recoveries.filter(recovery => recovery > 1000);
	t.true(late.length <= 2, `${late.length} of 40 took longer than a second: ${late.join(', ')} ms`);
	t.log(`longest recovery ${Math.round(Math.max(...recoveries))} ms`);
});
