import {emptyBatch, takeWithin, type Batch} from '../../domain/batch.js';
import type {Amount} from '../../domain/ledger.js';
import type {FlushReasons} from '../../contract/snapshot.js';
import type {EngineContext} from '../context.js';
import type {EngineLoop} from '../engine-loop.js';
import type {Queue} from '../ports/queue.js';
import type {Complete} from '../ports/sink.js';
import type {FaultySink} from '../sink/faulty-sink.js';
import {InFlightBatches} from './in-flight-batches.js';
import {TimeSlice} from './time-slice.js';
import type {WorkerMetrics} from './worker-metrics.js';

export type OutboxOptions = {
	readonly queue: Queue;
	readonly sink: FaultySink;
	readonly loop: Pick<EngineLoop, 'batchesPerWorker' | 'requestTick'>;
	readonly metrics: WorkerMetrics;

	/** Told of each batch that the sink completes. */
	readonly onComplete: Complete;
};

/** The way of one worker's records from the queue to the sink: the batch that fills, and the batches in flight. */
export class Outbox {
	readonly #context: EngineContext;
	readonly #queue: Queue;
	readonly #sink: FaultySink;
	readonly #loop: OutboxOptions['loop'];
	readonly #metrics: WorkerMetrics;
	readonly #inFlight: InFlightBatches;
	readonly #timeSlice = new TimeSlice();
	#held = emptyBatch();
	#hasRest = false;

	constructor(context: EngineContext, {queue, sink, loop, metrics, onComplete}: OutboxOptions) {
		this.#context = context;
		this.#queue = queue;
		this.#sink = sink;
		this.#loop = loop;
		this.#metrics = metrics;
		this.#inFlight = new InFlightBatches(sink, context.totals, onComplete);
	}

	/** The batch that fills. */
	get held(): Amount {
		return this.#held;
	}

	get inFlight(): Amount {
		return this.#inFlight.amount;
	}

	/** Whether the sink has completed every batch. */
	get isCompleted(): boolean {
		return this.#inFlight.batches === 0;
	}

	/** Whether the worker has taken its batches back from the sink. */
	get isCancelled(): boolean {
		return this.#inFlight.isCancelled;
	}

	/** Whether the queue takes no more records, and some wait. */
	get mayEmptyQueue(): boolean {
		return !this.#queue.takesOffers && this.#queue.depth > 0;
	}

	/** Whether the held batch is the rest of one that was too large for the sink: it has waited already. */
	get hasRest(): boolean {
		return this.#hasRest;
	}

	/** Fills the held batch up from the queue. */
	take(): void {
		const wanted = this.#context.settings.batchSize - this.#held.records;
		if (wanted > 0) {
			this.#queue.take(this.#held, wanted);
		}
	}

	/** Begins a time slice: hands over the held batch, filled up, and further full ones. */
	flush(): void {
		const now = this.#context.clock.now();
		this.#timeSlice.begin(now);
		this.take();
		this.#handOver('linger', now);
		this.#handOverFull(now);
	}

	/** Hands over further full batches, as long as the time slice lasts. */
	proceed(now: number): void {
		if (this.#timeSlice.isOpen(now)) {
			this.#handOverFull(now);
		}
	}

	endTimeSlice(): void {
		this.#timeSlice.end();
	}

	/** Hands over the held batch and, once the queue is closed, all records that wait there. */
	drain(): void {
		const now = this.#context.clock.now();
		const most = this.#mostInFlight;
		do {
			if (!this.#queue.takesOffers) {
				this.take();
			}

			this.#handOver('drain', now);
		} while (this.#inFlight.batches < most && this.mayEmptyQueue);
	}

	/** Hands batches over once more. */
	retry(batches: readonly Batch[]): void {
		const now = this.#context.clock.now();
		for (const batch of batches) {
			this.#metrics.retried();
			this.#send(batch, now);
		}
	}

	/** Gives the held records back to the queue. */
	release(): void {
		if (this.#held.records > 0) {
			this.#queue.release(this.#held);
			this.#held = emptyBatch();
			this.#hasRest = false;
		}
	}

	cancel(): void {
		this.endTimeSlice();
		this.#inFlight.cancel();
	}

	get #mostInFlight(): number {
		return Math.min(this.#loop.batchesPerWorker, this.#sink.maxInFlight);
	}

	/** As many full batches as the engine allows a worker, and as the time slice has records for. */
	#handOverFull(now: number): void {
		const {batchSize} = this.#context.settings;
		const most = this.#mostInFlight;
		while (this.#inFlight.batches < most && this.#timeSlice.hasRecords && (this.#hasRest || this.#queue.depth >= batchSize)) {
			this.take();
			this.#handOver('full', now);
		}
	}

	#handOver(reason: keyof FlushReasons, now: number): void {
		if (this.#held.records > 0) {
			const batch = this.#takeHeld();
			this.#timeSlice.spend(batch.records);
			this.#metrics.flushed(batch, reason);
			this.#send(batch, now);
		}
	}

	/** The held batch. Where it has more bytes than the sink takes at once, the rest stays held. */
	#takeHeld(): Batch {
		const held = this.#held;
		const {maxBatchBytes} = this.#sink;
		this.#hasRest = held.bytes > maxBatchBytes && held.records > 1;
		if (this.#hasRest) {
			return takeWithin(held, maxBatchBytes);
		}

		this.#held = emptyBatch();
		return held;
	}

	#send(batch: Batch, now: number): void {
		this.#inFlight.send(batch, now);
		this.#loop.requestTick();
	}
}
