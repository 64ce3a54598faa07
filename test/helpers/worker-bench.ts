import {Buffer} from 'node:buffer';
import type {StateValue} from 'xstate';
import {schema} from '../../source/cli/schema.js';
import type {Slice} from '../../source/domain/chunk.js';
import {add, nothing, type Amount} from '../../source/domain/ledger.js';
import {EventLog} from '../../source/engine/metrics/event-log.js';
import {createLatencies} from '../../source/engine/metrics/latencies.js';
import {createTotals} from '../../source/engine/metrics/totals.js';
import type {DeadLetters} from '../../source/engine/ports/dead-letters.js';
import {createRandom} from '../../source/engine/seeded-random.js';
import {FaultySink} from '../../source/engine/sink/faulty-sink.js';
import {SinkCircuit} from '../../source/engine/sink/sink-circuit.js';
import {SinkHealth} from '../../source/engine/sink/sink-health.js';
import {DeadLetterPolicy} from '../../source/engine/worker/dead-letter-policy.js';
import {IdleWorkers} from '../../source/engine/worker/idle-workers.js';
import type {WorkerPool} from '../../source/engine/worker/worker-pool.js';
import {Worker} from '../../source/engine/worker/worker.js';
import {MemoryQueue} from '../../source/queues/memory-queue.js';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';
import {type GivenSettings, settingsWith} from './settings.js';
import {createNumberedChunks} from './numbered-chunks.js';
import {createScriptedSink} from './scripted-sink.js';

export type WorkerBenchOptions = {
	readonly settings?: GivenSettings;
	readonly maxInFlight?: number;
	readonly maxBatchBytes?: number;
	readonly obeys?: boolean;
	readonly share?: number;
	readonly isVerbose?: boolean;
};

export type KeptLetters = DeadLetters & {
	readonly kept: ReadonlyArray<{readonly records: readonly string[]; readonly reason: string; readonly size?: number | undefined}>;

	/** What keeping fails with. */
	failure: Error | undefined;
};

/** Dead letters in memory, which can be made to fail. */
export function createKeptLetters(): KeptLetters {
	const kept: Array<KeptLetters['kept'][number]> = [];
	return {
		name: 'letters.ndjson',
		kept,
		failure: undefined,
		open() {
			// Memory is always there.
		},
		keep(records, reason, size) {
			if (this.failure !== undefined) {
				throw this.failure;
			}

			kept.push({records: Array.from(records, record => Buffer.from(record).toString()), reason, size});
		},
		close() {
			// Nothing to let go of.
		},
	};
}

/** Workers on virtual time between a real queue and a scripted sink. */
export function createWorkerBench({
	settings: given = {}, maxInFlight = 64, maxBatchBytes = Infinity, obeys = true, share = 64, isVerbose = false,
}: WorkerBenchOptions = {}) {
	const settings = settingsWith({batchSize: 5, ...given});
	const clock = new VirtualClock();
	const chunks = createNumberedChunks(() => clock.now());
	const queue = new MemoryQueue(1000, 1_000_000);
	const sink = createScriptedSink({maxInFlight, maxBatchBytes, obeys});
	const deadLetters = createKeptLetters();
	const totals = createTotals();
	const log = new EventLog(clock, isVerbose);
	const random = createRandom(1);
	const context = {
		schema, settings, clock, random, log, totals,
	};
	const health = new SinkHealth(log, clock);
	const circuit = new SinkCircuit(context);
	const latencies = createLatencies();
	const idle = new IdleWorkers();
	const faultySink = new FaultySink(sink, clock, random);
	const told: string[] = [];
	const workers = new Set<Worker>();
	let ticks = 0;
	const shared = {
		queue,
		sink: faultySink,
		deadLetterPolicy: new DeadLetterPolicy(context, deadLetters),
		health,
		circuit,
		latencies,
		idle,
		loop: {
			get batchesPerWorker() {
				return bench.share;
			},
			requestTick() {
				ticks++;
			},
		},
	};
	const bench = {
		share,
		settings,
		clock,
		context,
		chunks,
		queue,
		sink,
		faultySink,
		deadLetters,
		totals,
		log,
		health,
		circuit,
		latencies,
		idle,

		/** What workers told their machines, with their ids, and `forgotten` for those that departed. */
		told,

		/** Living workers, and departed ones to which the sink owes completions. */
		workers,

		/** How many ticks were asked for. */
		get ticks() {
			return ticks;
		},

		/** A worker, of a pool if one is given, whose machine is in a fixed state and decides nothing. */
		createWorker(id: number, {pool, value = 'flushing'}: {readonly pool?: WorkerPool; readonly value?: StateValue} = {}): Worker {
			const worker: Worker = new Worker(id, context, shared, {
				add(member, machine) {
					pool?.add(member, machine);
				},
				depart(member) {
					pool?.depart(member);
				},
				sinkClosed() {
					told.push(`sink.closed ${id}`);
					pool?.sinkClosed();
				},
				forget(member) {
					told.push(`forgotten ${id}`);
					workers.delete(member);
					pool?.forget(member);
				},
			});
			worker.join({
				send({type}) {
					told.push(`${type} ${id}`);
				},
				getSnapshot: () => ({value}),
			});
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
