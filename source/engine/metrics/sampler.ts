import {
	droppedOf, insideOf, lostOf, type Ledger,
} from '../../domain/ledger.js';
import type {LiveSettings, Settings} from '../../settings/settings.js';
import type {WorkerPool} from '../worker/worker-pool.js';
import type {FaultySink} from '../sink/faulty-sink.js';
import type {Autoscaler} from '../scaler/autoscaler.js';
import type {Clock} from '../ports/clock.js';
import type {Queue} from '../ports/queue.js';
import type {Source} from '../ports/source.js';
import type {Pacer} from '../producer/pacer.js';
import type {SinkHealth} from '../sink/sink-health.js';
import type {
	PipelineState, ProducerState, QueueSnapshot, Report, ScalerState, SinkSnapshot, Snapshot, InspectedMachine,
} from '../../contract/snapshot.js';
import {RateMeter} from './rate-meter.js';
import type {LatencyMeter} from './latency-meter.js';
import type {EventLog} from './event-log.js';
import type {Totals} from './totals.js';

/** What machines are in now. */
export type MachineStates = {
	readonly pipeline: PipelineState;
	readonly producer: ProducerState;
	readonly scaler: ScalerState;

	/** How many workers there should be. */
	readonly desired: number;
	readonly isLeaving: boolean;
};

export type SamplerParts = {
	readonly settings: Settings;
	readonly clock: Clock;
	readonly source: Source;
	readonly queue: Queue;
	readonly sink: FaultySink;
	readonly allowsFaults: boolean;
	readonly pacer: Pacer;
	readonly pool: WorkerPool;
	readonly observer: Autoscaler;
	readonly totals: Totals;
	readonly health: SinkHealth;
	readonly log: EventLog;
	readonly flushTime: LatencyMeter;
	readonly endToEnd: LatencyMeter;
	readonly states: () => MachineStates;
	readonly watched: () => InspectedMachine | undefined;
};

/** Only what can change goes out: an address of a sink may hold secrets. */
function liveOf({
	rate, queueSize, queueBytes, batchSize, batchTimeout, minWorkers, maxWorkers, scaler, scaleInterval, scaleUpAt, scaleDownAt,
	sinkLatency, sinkJitter, sinkFailures, spikeFactor, spikeLength, maxAttempts, backoffBase, backoffCap, sinkTimeout, grace,
}: Settings): LiveSettings {
	return {
		rate, queueSize, queueBytes, batchSize, batchTimeout, minWorkers, maxWorkers, scaler, scaleInterval, scaleUpAt, scaleDownAt,
		sinkLatency, sinkJitter, sinkFailures, spikeFactor, spikeLength, maxAttempts, backoffBase, backoffCap, sinkTimeout, grace,
	};
}

/** Reads the state of all parts into snapshots and, at the end, into the report. Each snapshot takes along what was logged since the one before, so there is one reader. */
export class Sampler {
	readonly #parts: SamplerParts;
	readonly #produced = new RateMeter();
	readonly #processed = new RateMeter();
	readonly #startedAt: number;

	constructor(parts: SamplerParts) {
		this.#parts = parts;
		this.#startedAt = parts.clock.now();
	}

	ledger(): Ledger {
		const {queue, pool, totals} = this.#parts;
		return {
			accepted: totals.accepted.amount,
			queued: {records: queue.depth, bytes: queue.depthBytes},
			batched: pool.batched,
			inFlight: pool.inFlight,
			delivered: totals.delivered.amount,
			deadLettered: totals.deadLettered.amount,
			dropped: {sinkClosed: totals.dropped.sinkClosed.amount, deadLetterFailed: totals.dropped.deadLetterFailed.amount},
			resent: totals.resent,
		};
	}

	snapshot(): Snapshot {
		const {
			settings, clock, source, pool, totals, log, flushTime, endToEnd, states,
		} = this.#parts;
		const now = clock.now();
		const ledger = this.ledger();
		const {
			pipeline, producer, scaler, desired, isLeaving,
		} = states();
		this.#produced.read(now, totals.accepted.records);
		this.#processed.read(now, totals.delivered.records);
		return {
			state: pipeline,
			isLeaving,
			elapsed: now - this.#startedAt,
			at: clock.wall(),
			rates: {produced: this.#produced.rate, processed: this.#processed.rate},
			producer: this.#producer(producer),
			queue: this.#queue(),
			workers: pool.sample(now, settings.batchSize),
			bounds: {minWorkers: settings.minWorkers, maxWorkers: settings.maxWorkers, peakWorkers: pool.peak},
			scaler: {
				state: scaler, policy: settings.scaler, desired, reason: this.#parts.observer.decision.reason,
			},
			source: {name: source.name},
			sink: this.#sink(),
			flushReasons: {...totals.flushes},
			retries: totals.retries,
			failures: totals.failures,
			flushTime: flushTime.recent(now),
			endToEnd: endToEnd.recent(now),
			distribution: endToEnd.distribution(now),
			inspected: this.#parts.watched(),
			ledger,
			lost: lostOf(ledger).records,
			settings: liveOf(settings),
			events: log.takeAll(),
		};
	}

	report(outcome: Report['outcome']): Report {
		const {clock, pool, totals, endToEnd} = this.#parts;
		const ledger = this.ledger();
		const elapsedMs = Math.round(clock.now() - this.#startedAt);
		const mean = (records: number): number => elapsedMs === 0 ? 0 : Math.round(records * 1000 / elapsedMs);
		return {
			outcome,
			accepted: ledger.accepted.records,
			delivered: ledger.delivered.records,
			deadLettered: ledger.deadLettered.records,
			dropped: droppedOf(ledger).records,
			left: insideOf(ledger).records,
			lost: lostOf(ledger).records,
			resent: ledger.resent,
			elapsedMs,
			workers: {peak: pool.peak},
			rates: {produced: mean(ledger.accepted.records), processed: mean(ledger.delivered.records)},
			latencyMs: endToEnd.whole(),
			flushReasons: {...totals.flushes},
			retries: totals.retries,
			failures: totals.failures,
			ledger,
		};
	}

	#producer(state: ProducerState): Snapshot['producer'] {
		const {pacer, source} = this.#parts;
		return {
			state,
			isGenerated: source.isGenerated,
			isPaced: pacer.isPaced,
			pressure: pacer.pressure,
			targetRate: pacer.targetRate,
			spike: pacer.spike,
			timeUnder: pacer.timeUnder(),
		};
	}

	#queue(): QueueSnapshot {
		const {queue} = this.#parts;
		return {
			name: queue.name,
			depth: queue.depth,
			capacity: queue.capacity,
			bytes: queue.depthBytes + queue.leased.bytes,
			byteCapacity: queue.byteCapacity,
			usage: queue.depth / queue.capacity,
		};
	}

	#sink(): SinkSnapshot {
		const {sink, health, allowsFaults} = this.#parts;
		return {
			name: sink.name, fault: sink.fault, allowsFaults, problem: health.problem,
		};
	}
}
