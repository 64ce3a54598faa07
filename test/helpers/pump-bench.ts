import {schema} from '../../source/cli/schema.js';
import {emptyBatch} from '../../source/domain/batch.js';
import type {Pressure} from '../../source/domain/pressure.js';
import type {Source} from '../../source/engine/ports/source.js';
import {Pacer} from '../../source/engine/producer/pacer.js';
import {Pump} from '../../source/engine/producer/pump.js';
import {EventLog} from '../../source/engine/metrics/event-log.js';
import {createTotals} from '../../source/engine/metrics/totals.js';
import {createRandom} from '../../source/engine/seeded-random.js';
import type {DrainReason} from '../../source/contract/command.js';
import {MemoryQueue} from '../../source/queues/memory-queue.js';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';
import {SyntheticSource} from '../../source/sources/synthetic/synthetic-source.js';
import {type GivenSettings, settingsWith} from './settings.js';

export type PumpBenchOptions = {
	readonly settings?: GivenSettings;
	readonly source?: Source;

	/** How late a timer is each time, in milliseconds. */
	readonly lateness?: () => number;
};

/** A pump on virtual time with a real queue, paced by a timer as its machine would. */
export function createPumpBench({settings: given = {}, source, lateness = () => 0}: PumpBenchOptions = {}) {
	const settings = settingsWith(given);
	const clock = new VirtualClock();
	const queue = new MemoryQueue(settings.queueSize, settings.queueBytes);
	const totals = createTotals();
	const context = {
		schema, settings, clock, random: createRandom(1), log: new EventLog(clock), totals,
	};
	const pressures: Pressure[] = [];
	const ends: DrainReason[] = [];
	let isRunning = false;

	/** What stays in the queue after each burst; all of it where nothing is said. */
	let kept = Number.POSITIVE_INFINITY;
	const pacer = new Pacer(settings, clock);
	const pump = new Pump({
		settings,
		pacer,
		source: source ?? new SyntheticSource(clock),
		queue,
		totals,
		tell(event) {
			if (event.type === 'pressure.changed') {
				pressures.push(event.pressure);
				pacer.applyPressure(event.pressure);
			} else if (event.type === 'source.ended') {
				ends.push(event.reason);
				isRunning = false;
			}
		},
	});

	const consume = (records: number): void => {
		const batch = emptyBatch();
		queue.take(batch, records);
		queue.ack(batch);
	};

	const tick = (): void => {
		if (isRunning) {
			clock.setTimeout(() => {
				if (isRunning) {
					pump.produce();
					consume(Math.max(0, queue.depth - kept));
					tick();
				}
			}, pacer.period() + lateness());
		}
	};

	return {
		pump,
		pacer,
		context,
		settings,
		clock,
		queue,
		totals,

		/** Pressures in the order in which they came. */
		pressures,

		/** Why the pump ended, each time it said so. */
		ends,
		consume,

		/** Lets the timer run for so long, keeping so many records in the queue; says how many were accepted. */
		run(milliseconds: number, keep = 0): number {
			const before = totals.accepted.records;
			kept = keep;
			if (!isRunning) {
				isRunning = true;
				pacer.start();
				tick();
			}

			clock.advance(milliseconds);
			return totals.accepted.records - before;
		},
	};
}
