import type {Batch} from '../../domain/batch.js';
import {sliceRecords} from '../../domain/chunk.js';
import type {SinkFailure} from '../../domain/sink-failure.js';
import type {FlushReasons} from '../../contract/snapshot.js';
import type {EngineContext} from '../context.js';
import {LatencyMeter} from '../metrics/latency-meter.js';
import type {Latencies} from '../metrics/latencies.js';
import type {SinkHealth} from '../sink/sink-health.js';

/** Counts what one worker does, for itself and for the whole engine. */
export class WorkerMetrics {
	readonly flushTime = new LatencyMeter();
	delivered = 0;
	flushes = 0;
	retries = 0;
	failures = 0;
	readonly #context: EngineContext;
	readonly #latencies: Latencies;
	readonly #health: SinkHealth;

	constructor(context: EngineContext, latencies: Latencies, health: SinkHealth) {
		this.#context = context;
		this.#latencies = latencies;
		this.#health = health;
	}

	/** A batch goes to the sink for the first time; a full one counts as full, for whatever reason it goes. */
	flushed(batch: Batch, reason: keyof FlushReasons): void {
		const {totals, settings} = this.#context;
		totals.flushes[batch.records >= settings.batchSize ? 'full' : reason]++;
		this.flushes++;
	}

	retried(): void {
		this.retries++;
		this.#context.totals.retries++;
	}

	/** The sink has confirmed a batch, at a monotonic time in milliseconds. */
	confirmed(batch: Batch, at: number): void {
		const time = at - batch.sentAt;
		const {flushTime, endToEnd} = this.#latencies;
		this.flushTime.record(time);
		flushTime.record(time);
		for (const slice of batch.slices) {
			endToEnd.record(at - slice.chunk.arrivedAt, sliceRecords(slice));
		}

		this.delivered += batch.records;
		this.#context.totals.delivered.add(batch.records, batch.bytes);
		this.#health.succeeded();
	}

	/** The sink has failed to deliver a batch. */
	failed(failure: SinkFailure): void {
		this.failures++;
		this.#context.totals.failures++;
		this.#health.failed(failure);
	}
}
