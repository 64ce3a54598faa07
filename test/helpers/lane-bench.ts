import {Buffer} from 'node:buffer';
import type {Slice} from '../../source/domain/chunk.js';
import {add, nothing, type Amount} from '../../source/domain/ledger.js';
import {EventLog} from '../../source/engine/event-log.js';
import {Lane, type LaneEvents} from '../../source/engine/lane.js';
import {LatencyMeter} from '../../source/engine/latency-meter.js';
import type {DeadLetters} from '../../source/engine/ports/dead-letters.js';
import {createRandom} from '../../source/engine/seeded-random.js';
import {SinkHealth} from '../../source/engine/sink-health.js';
import {createTotals} from '../../source/engine/totals.js';
import {Undeliverable} from '../../source/engine/undeliverable.js';
import {MemoryQueue} from '../../source/queues/memory-queue.js';
import type {Settings} from '../../source/settings/settings.js';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';
import {createNumberedChunks} from './numbered-chunks.js';
import {createScriptedSink} from './scripted-sink.js';
import {settingsWith} from './settings.js';

export type LaneBenchOptions = {
	readonly settings?: Partial<Settings>;
	readonly window?: number;
	readonly obeys?: boolean;
	readonly share?: number;
	readonly isVerbose?: boolean;
};

export type KeptLetters = DeadLetters & {
	readonly kept: ReadonlyArray<{readonly records: readonly string[]; readonly reason: string}>;

	/** What keeping fails with. */
	failure: Error | undefined;
};

/** Dead letters in memory, which can be made to fail. */
export function createKeptLetters(): KeptLetters {
	const kept: Array<{readonly records: readonly string[]; readonly reason: string}> = [];
	return {
		name: 'letters.ndjson',
		kept,
		failure: undefined,
		open() {
			// Memory is always there.
		},
		keep(records, reason) {
			if (this.failure !== undefined) {
				throw this.failure;
			}

			kept.push({records: Array.from(records, record => Buffer.from(record).toString()), reason});
		},
		close() {
			// Nothing to let go of.
		},
	};
}

/** Lanes on virtual time between a real queue and a scripted sink. */
export function createLaneBench({
	settings: given = {}, window = 64, obeys = true, share = 64, isVerbose = false,
}: LaneBenchOptions = {}) {
	const settings = settingsWith({batchSize: 5, ...given});
	const clock = new VirtualClock();
	const chunks = createNumberedChunks(() => clock.now());
	const queue = new MemoryQueue(1000, 1_000_000);
	const sink = createScriptedSink({window, obeys});
	const deadLetters = createKeptLetters();
	const totals = createTotals();
	const log = new EventLog(clock);
	const told: string[] = [];
	const lanes = new Set<Lane>();
	let turns = 0;
	const bench = {
		share,
		settings,
		clock,
		chunks,
		queue,
		sink,
		deadLetters,
		totals,
		log,
		health: new SinkHealth(log, clock),
		flushTime: new LatencyMeter(),
		endToEnd: new LatencyMeter({keepsWhole: true}),

		/** What lanes said, with their ids. */
		told,

		/** Lanes that live, and those to which the sink owes an answer. */
		lanes,
		get turns() {
			return turns;
		},
		createLane(id: number): Lane {
			const note = (event: string) => () => {
				told.push(`${event} ${id}`);
			};

			const events: LaneEvents = {
				onReady: note('ready'),
				onSettled: note('settled'),
				onLastAnswer() {
					told.push(`lastAnswer ${id}`);
					lanes.delete(lane);
				},
				onSinkClosed: note('sinkClosed'),
			};
			const lane: Lane = new Lane(id, {
				settings,
				queue,
				sink,
				clock,
				undeliverable: new Undeliverable({
					settings, queue, deadLetters, totals, log,
				}),
				random: createRandom(1),
				totals,
				health: bench.health,
				log,
				isVerbose,
				flushTime: bench.flushTime,
				endToEnd: bench.endToEnd,
				requestTurn() {
					turns++;
				},
				share: () => bench.share,
			}, events);
			lanes.add(lane);
			return lane;
		},

		/** Puts so many records into the queue, as the producer would. */
		fill(records: number): Slice {
			const slice = chunks.fixed(records);
			totals.accepted.add(queue.offer(slice), records * 8);
			return slice;
		},

		/** Accepted, and nowhere now. */
		lost(): Amount {
			let found: Amount = {records: queue.depth, bytes: queue.depthBytes};
			for (const lane of lanes) {
				found = add(found, lane.batched, lane.inFlight);
			}

			const {delivered, deadLettered, dropped} = totals;
			const out = add(found, delivered.amount, deadLettered.amount, dropped.sinkClosed.amount);
			return {records: totals.accepted.amount.records - out.records, bytes: totals.accepted.amount.bytes - out.bytes};
		},

		/** What lanes say they have. */
		held(): Amount {
			let held = nothing;
			for (const lane of lanes) {
				held = add(held, lane.batched, lane.inFlight);
			}

			return held;
		},
	};
	return bench;
}

export type LaneBench = ReturnType<typeof createLaneBench>;
