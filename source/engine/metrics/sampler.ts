import {
	add, droppedOf, insideOf, lostOf, subtract, type Amount, type Ledger,
} from '../../domain/ledger.js';
import {liveSettings} from '../../settings/live-changes.js';
import type {InspectedMachine} from '../../contract/inspection.js';
import type {
	PipelineState, ProducerState, QueueSnapshot, ScalerState, SinkSnapshot, Snapshot,
} from '../../contract/snapshot.js';
import type {Report} from '../../contract/report.js';
import {withoutSecrets} from '../../text/secrets.js';
import type {EngineContext} from '../context.js';
import type {Pipeline} from '../pipeline.js';
import {RateMeter} from './rate-meter.js';

/** The states of the machines. */
export type MachineStates = {
	readonly pipeline: PipelineState;
	readonly producer: ProducerState;
	readonly scaler: ScalerState;

	/** How many workers there should be. */
	readonly desired: number;
	readonly isLeaving: boolean;
};

/** What the sampler reads of a pipeline. */
export type SampledPipeline = Pick<Pipeline, 'source' | 'queue' | 'sink' | 'allowsFaults' | 'producer' | 'pool' | 'refused' | 'scaler' | 'health' | 'latencies'>;

/** Reads the state of all parts into snapshots and, at the end, into the report. A snapshot takes the events out of the log, so there is one sampler. */
export class Sampler {
	readonly #context: EngineContext;
	readonly #pipeline: SampledPipeline;
	readonly #states: () => MachineStates;
	readonly #inspected: () => InspectedMachine | undefined;
	readonly #produced = new RateMeter();
	readonly #processed = new RateMeter();
	readonly #utilisation: () => number | undefined;
	readonly #startedAt: number;
	#drainingSince: number | undefined;

	constructor(context: EngineContext, pipeline: SampledPipeline, states: () => MachineStates, inspected: () => InspectedMachine | undefined, utilisation: () => number | undefined = () => undefined) {
		this.#context = context;
		this.#pipeline = pipeline;
		this.#states = states;
		this.#inspected = inspected;
		this.#utilisation = utilisation;
		this.#startedAt = context.clock.now();
	}

	ledger(): Ledger {
		const {totals} = this.#context;
		const {queue, pool, refused, sink} = this.#pipeline;
		const unconfirmed = this.#unconfirmed();
		return {
			accepted: totals.accepted.amount,
			queued: {records: queue.depth, bytes: queue.depthBytes},
			batched: add(pool.batched, refused.waiting),
			inFlight: add(pool.inFlight, unconfirmed),
			delivered: subtract(totals.delivered.amount, unconfirmed),
			deadLettered: totals.deadLettered.amount,
			dropped: {sinkClosed: totals.dropped.sinkClosed.amount, deadLetterFailed: totals.dropped.deadLetterFailed.amount},
			cut: totals.cut.amount,
			resent: totals.resent + sink.resent,
			unreachable: this.#ofDelivered(sink.unreachable),
		};
	}

	snapshot(): Snapshot {
		const {schema, settings, clock, totals, log} = this.#context;
		const {source, pool, latencies: {flushTime, endToEnd}} = this.#pipeline;
		const now = clock.now();
		const ledger = this.ledger();
		const {
			pipeline, producer, scaler, desired, isLeaving,
		} = this.#states();
		this.#produced.read(now, totals.accepted.records);
		this.#processed.read(now, totals.delivered.records);
		return {
			state: pipeline,
			isLeaving,
			grace: this.#grace(pipeline, now),
			elapsed: now - this.#startedAt,
			at: clock.wall(),
			rates: {produced: this.#produced.rate, processed: this.#processed.rate},
			producer: this.#producer(producer),
			queue: this.#queue(),
			workers: pool.sample(now, settings.batchSize),
			bounds: {minWorkers: settings.minWorkers, maxWorkers: settings.maxWorkers, peakWorkers: pool.peak},
			scaler: {
				state: scaler, policy: settings.scaler, desired, reason: this.#pipeline.scaler.decision.reason, takenBack: this.#pipeline.scaler.takenBack,
			},
			source: {name: withoutSecrets(source.name)},
			sink: this.#sink(),
			utilisation: this.#utilisation(),
			flushReasons: {...totals.flushes},
			retries: totals.retries,
			failures: totals.failures,
			flushTime: flushTime.recent(now),
			flushed: {batches: flushTime.tally.count, time: flushTime.tally.sum},
			endToEnd: endToEnd.recent(now),
			distribution: endToEnd.distribution(now),
			inspected: this.#inspected(),
			ledger,
			lost: lostOf(ledger).records,
			unread: totals.unread.all,
			settings: liveSettings(schema, settings),
			events: log.takeAll(),
		};
	}

	report(outcome: 'stopped' | 'aborted'): Report {
		const {clock, totals} = this.#context;
		const {pool, latencies: {endToEnd}} = this.#pipeline;
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
			unconfirmed: this.#unconfirmed().records,
			lost: lostOf(ledger).records,
			resent: ledger.resent,
			unreachable: ledger.unreachable.records,
			elapsedMs,
			workers: {peak: pool.peak},
			rates: {produced: mean(ledger.accepted.records), processed: mean(ledger.delivered.records)},
			latencyMs: endToEnd.whole(),
			flushReasons: {...totals.flushes},
			retries: totals.retries,
			failures: totals.failures,
			ledger,
			unread: totals.unread.all,
		};
	}

	/** What the workers count as delivered and the sink does not yet. */
	#unconfirmed(): Amount {
		return this.#ofDelivered(this.#pipeline.sink.unconfirmed);
	}

	/** What the sink counts of what the workers count as delivered. A fault may hold back the answer to a batch that the sink already counts. */
	#ofDelivered({records, bytes}: Amount): Amount {
		const delivered = this.#context.totals.delivered.amount;
		return {records: Math.min(records, delivered.records), bytes: Math.min(bytes, delivered.bytes)};
	}

	#grace(state: PipelineState, now: number): number {
		if (state === 'draining') {
			this.#drainingSince ??= now;
		}

		return Math.max(0, this.#context.settings.grace - (now - (this.#drainingSince ?? now)));
	}

	#producer(state: ProducerState): Snapshot['producer'] {
		const {source, producer: {pacer}} = this.#pipeline;
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
		const {queue} = this.#pipeline;
		return {
			name: withoutSecrets(queue.name),
			depth: queue.depth,
			capacity: queue.capacity,
			bytes: queue.depthBytes + queue.leased.bytes,
			byteCapacity: queue.byteCapacity,
			usage: queue.depth / queue.capacity,
		};
	}

	#sink(): SinkSnapshot {
		const {sink, health, allowsFaults} = this.#pipeline;
		return {
			name: withoutSecrets(sink.name), fault: sink.fault, allowsFaults, problem: health.problem === undefined ? undefined : withoutSecrets(health.problem), isRefusal: health.isRefusal,
		};
	}
}
