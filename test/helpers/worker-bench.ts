import {Buffer} from 'node:buffer';
import type {Slice} from '../../source/domain/chunk.js';
import {add, nothing, type Amount} from '../../source/domain/ledger.js';
import {EventLog} from '../../source/engine/metrics/event-log.js';
import {Worker, type WorkerEvents} from '../../source/engine/worker/worker.js';
import {LatencyMeter} from '../../source/engine/metrics/latency-meter.js';
import type {DeadLetters} from '../../source/engine/ports/dead-letters.js';
import {createRandom} from '../../source/engine/seeded-random.js';
import {SinkHealth} from '../../source/engine/sink/sink-health.js';
import {createTotals} from '../../source/engine/metrics/totals.js';
import {DeadLetterPolicy} from '../../source/engine/worker/dead-letter-policy.js';
import {MemoryQueue} from '../../source/queues/memory-queue.js';
import type {Settings} from '../../source/settings/settings.js';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';
import {createNumberedChunks} from './numbered-chunks.js';
import {createScriptedSink} from './scripted-sink.js';
import {settingsWith} from './settings.js';

export type WorkerBenchOptions = {
	readonly settings?: Partial<Settings>;
	readonly maxInFlight?: number;
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

/** Workers on virtual time between a real queue and a scripted sink. */
export function createWorkerBench({
	settings: given = {}, maxInFlight = 64, obeys = true, share = 64, isVerbose = false,
}: WorkerBenchOptions = {}) {
	const settings = settingsWith({batchSize: 5, ...given});
	const clock = new VirtualClock();
	const chunks = createNumberedChunks(() => clock.now());
	const queue = new MemoryQueue(1000, 1_000_000);
	const sink = createScriptedSink({maxInFlight, obeys});
	const deadLetters = createKeptLetters();
	const totals = createTotals();
	const log = new EventLog(clock);
	const told: string[] = [];
	const workers = new Set<Worker>();
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

		/** What workers said, with their ids. */
		told,

		/** Lanes that live, and those to which the sink owes an answer. */
		workers,
		get turns() {
			return turns;
		},
		createWorker(id: number): Worker {
			const note = (event: string) => () => {
				told.push(`${event} ${id}`);
			};

			const events: WorkerEvents = {
				onReady: note('ready'),
				onSettled: note('settled'),
				onLastAnswer() {
					told.push(`lastAnswer ${id}`);
					workers.delete(worker);
				},
				onSinkClosed: note('sinkClosed'),
			};
			const worker: Worker = new Worker(id, {
				settings,
				queue,
				sink,
				clock,
				undeliverable: new DeadLetterPolicy({
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
			workers.add(worker);
			return worker;
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
			for (const worker of workers) {
				found = add(found, worker.batched, worker.inFlight);
			}

			const {delivered, deadLettered, dropped} = totals;
			const out = add(found, delivered.amount, deadLettered.amount, dropped.sinkClosed.amount);
			return {records: totals.accepted.amount.records - out.records, bytes: totals.accepted.amount.bytes - out.bytes};
		},

		/** What workers say they have. */
		held(): Amount {
			let held = nothing;
			for (const worker of workers) {
				held = add(held, worker.batched, worker.inFlight);
			}

			return held;
		},
	};
	return bench;
}

export type WorkerBench = ReturnType<typeof createWorkerBench>;
