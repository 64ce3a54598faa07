import {backoffDelay, type Random} from '../../domain/backoff.js';
import {emptyBatch, markMaybeDelivered, type Batch} from '../../domain/batch.js';
import {sliceRecords} from '../../domain/chunk.js';
import type {Amount} from '../../domain/ledger.js';
import type {SinkFailure} from '../../domain/sink-failure.js';
import type {Settings} from '../../settings/settings.js';
import type {EventLog} from '../metrics/event-log.js';
import {LatencyMeter} from '../metrics/latency-meter.js';
import type {Clock} from '../ports/clock.js';
import type {Queue} from '../ports/queue.js';
import {recordsPerTick} from '../producer/pump.js';
import type {SinkHealth} from '../sink/sink-health.js';
import type {FlushReasons} from '../../contract/snapshot.js';
import {InFlightBatches, type InFlightParts} from './in-flight-batches.js';
import type {Failed, DeadLetterPolicy} from './dead-letter-policy.js';

/** How long a visit goes on at the most, in milliseconds: with a slow sink each batch has its own. */
const longestTimeSlice = 5;

/** Most records of a visit, up to the last batch: where no time passes, others are to have their turn, too. */
export const recordsPerTimeSlice = 16 * recordsPerTick;

/** What all workers share. */
export type WorkerParts = InFlightParts & {
	/** Read anew at each use: they change while the pipeline runs. */
	readonly settings: Settings;
	readonly clock: Clock;
	readonly queue: Queue;
	readonly undeliverable: DeadLetterPolicy;
	readonly random: Random;
	readonly health: SinkHealth;
	readonly log: EventLog;
	readonly isVerbose: boolean;
	readonly flushTime: LatencyMeter;
	readonly endToEnd: LatencyMeter;

	/** How many batches one visit may hand over, so that all workers stay even. */
	readonly share: () => number;
};

/** Whom a worker tells what has happened. */
export type WorkerEvents = {
	/** There are records to take. */
	readonly onReady: () => void;

	/** All that was handed over has been answered. */
	readonly onSettled: () => void;

	/** As `onSettled`, of a worker that has left. */
	readonly onLastAnswer: () => void;
	readonly onSinkClosed: () => void;
};

/**
The hands of a worker: takes records from the queue, hands them to the sink, acknowledges them or gives them back. It decides nothing: each of its methods is an action or a guard of the worker's machine.
*/
export class Worker {
	readonly id: number;
	readonly flushTime = new LatencyMeter();
	delivered = 0;
	flushes = 0;
	retries = 0;
	failures = 0;
	readonly #parts: WorkerParts;
	readonly #events: WorkerEvents;
	readonly #dispatch: InFlightBatches;
	#held = emptyBatch();
	#failed: Failed[] = [];
	#hasLeft = false;

	/** Until when a visit goes on, and for how many more records. */
	#visitEnds = Number.NEGATIVE_INFINITY;
	#visitLeft = 0;

	constructor(id: number, parts: WorkerParts, events: WorkerEvents) {
		this.id = id;
		this.#parts = parts;
		this.#events = events;
		this.#dispatch = new InFlightBatches(parts, (batch, failure, at) => {
			this.#complete(batch, failure, at);
		});
	}

	get batchIsWaiting(): boolean {
		return this.#held.records + this.#parts.queue.depth >= this.#parts.settings.batchSize;
	}

	get recordsAreWaiting(): boolean {
		return this.#held.records + this.#parts.queue.depth > 0;
	}

	get flushFailed(): boolean {
		return this.#failed.length > 0;
	}

	get workLeft(): boolean {
		const {queue} = this.#parts;
		return this.#failed.length > 0 || this.#held.records > 0 || (queue.isClosed && queue.depth > 0);
	}

	get mayRetryNow(): boolean {
		return this.#failed.every(({failure}) => failure.retryAfter === undefined);
	}

	get holdsPart(): boolean {
		return this.#held.records > 0;
	}

	/** In the worker's hands. */
	get batched(): Amount {
		let {records, bytes} = this.#held;
		for (const {batch} of this.#failed) {
			records += batch.records;
			bytes += batch.bytes;
		}

		return {records, bytes};
	}

	/** At the sink, not answered yet. */
	get inFlight(): Amount {
		return this.#dispatch.amount;
	}

	/** How often the batches that failed last have failed in a row. */
	get attempts(): number {
		let attempts = 0;
		for (const {batch} of this.#failed) {
			attempts = Math.max(attempts, batch.attempts);
		}

		return attempts;
	}

	/** Tells the worker that there are records to take. */
	wake(): void {
		this.#events.onReady();
	}

	/** How long to wait before the next attempt, in milliseconds: at least as long as the receiver asked for. */
	backoff(): number {
		const {settings, random} = this.#parts;
		const asked = this.#failed.map(({failure}) => failure.retryAfter ?? 0);
		return Math.max(backoffDelay(this.attempts, settings, random), ...asked);
	}

	take(): void {
		this.#topUp(this.#held);
	}

	/** Hands over what failed, else the batch, topped up, and further full batches as far as the share goes; more of them when these are delivered, until the visit ends. */
	flush(): void {
		if (this.#failed.length > 0) {
			this.#retry();
			return;
		}

		const now = this.#parts.clock.now();
		this.#visitEnds = now + longestTimeSlice;
		this.#visitLeft = recordsPerTimeSlice;
		this.#topUp(this.#held);
		this.#handOver('linger', now);
		this.#handOverFull(now);
	}

	/** Hands over no more until it is told to. */
	endTimeSlice(): void {
		this.#visitEnds = Number.NEGATIVE_INFINITY;
	}

	/** Hands over what failed, else what is held; takes from the queue only once that is closed. */
	drain(): void {
		if (this.#failed.length > 0) {
			this.#retry();
			return;
		}

		const {queue, sink, clock} = this.#parts;
		const now = clock.now();
		const most = Math.min(this.#parts.share(), sink.maxInFlight);
		do {
			if (queue.isClosed) {
				this.#topUp(this.#held);
			}

			this.#handOver('drain', now);
		} while (this.#dispatch.batches < most && queue.isClosed && queue.depth > 0);
	}

	/** Lets go of what no further attempt would deliver. */
	giveUp(): void {
		this.#failed = this.#failed.filter(failed => !this.#parts.undeliverable.giveUp(failed));
	}

	/** Gives all that is not at the sink back to the queue. */
	release(): void {
		if (this.#held.records > 0) {
			this.#parts.queue.release(this.#held);
			this.#held = emptyBatch();
		}

		// What failed was taken before what is held, so it goes ahead of it.
		for (const {batch} of this.#failed.toReversed()) {
			this.#parts.queue.release(batch);
		}

		this.#failed = [];
	}

	/** Takes back what is at the sink, as far as it goes. */
	cancel(): void {
		this.endTimeSlice();
		this.#dispatch.cancel();
	}

	/** The worker has left; what is still at the sink is answered to nobody but the queue and the ledger. */
	leave(): void {
		this.#hasLeft = true;
		if (this.#dispatch.batches === 0) {
			this.#events.onLastAnswer();
		}
	}

	#topUp(batch: Batch): void {
		const wanted = this.#parts.settings.batchSize - batch.records;
		if (wanted > 0) {
			this.#parts.queue.take(batch, wanted);
		}
	}

	/** Full batches, as far as the share and the visit go. */
	#handOverFull(now: number): void {
		const {queue, sink, settings, share} = this.#parts;
		const most = Math.min(share(), sink.maxInFlight);
		while (this.#dispatch.batches < most && this.#visitLeft > 0 && queue.depth >= settings.batchSize) {
			this.#topUp(this.#held);
			this.#handOver('full', now);
		}
	}

	#handOver(reason: keyof FlushReasons, now: number): void {
		const batch = this.#held;
		if (batch.records === 0) {
			return;
		}

		this.#held = emptyBatch();
		this.#visitLeft -= batch.records;
		this.#parts.totals.flushes[batch.records >= this.#parts.settings.batchSize ? 'full' : reason]++;
		this.flushes++;
		this.#dispatch.send(batch, now);
	}

	#retry(): void {
		const failed = this.#failed;
		this.#failed = [];
		const now = this.#parts.clock.now();
		for (const {batch} of failed) {
			this.retries++;
			this.#parts.totals.retries++;
			this.#dispatch.send(batch, now);
		}
	}

	#complete(batch: Batch, failure: SinkFailure | undefined, at: number | undefined): void {
		const now = at ?? this.#parts.clock.now();
		if (failure === undefined) {
			this.#confirm(batch, now);
		} else {
			this.#fail(batch, failure);
		}

		if (this.#dispatch.batches === 0 && this.#failed.length === 0 && now < this.#visitEnds) {
			this.#handOverFull(now);
		}

		if (this.#dispatch.batches > 0) {
			return;
		}

		if (this.#hasLeft) {
			// All at once, or the batches would come back in reverse.
			this.release();
			this.#events.onLastAnswer();
		} else {
			this.#events.onSettled();
		}
	}

	#confirm(batch: Batch, now: number): void {
		const {
			queue, totals, health, flushTime, endToEnd,
		} = this.#parts;
		const time = now - batch.sentAt;
		this.flushTime.record(time);
		flushTime.record(time);
		for (const slice of batch.slices) {
			endToEnd.record(now - slice.chunk.arrivedAt, sliceRecords(slice));
		}

		this.delivered += batch.records;
		totals.delivered.add(batch.records, batch.bytes);
		health.succeeded();
		if (this.#parts.isVerbose) {
			this.#announce(`flushed batch of ${batch.records} logs`);
		}

		queue.ack(batch);
	}

	#fail(batch: Batch, failure: SinkFailure): void {
		if (failure.outcomeUnknown) {
			markMaybeDelivered(batch);
		}

		if (failure.kind === 'closed') {
			this.#events.onSinkClosed();
		}

		// A cancelled batch has not failed: somebody took it back.
		if (!this.#dispatch.isCancelled) {
			this.failures++;
			this.#parts.totals.failures++;
			this.#parts.health.failed(failure);
			batch.countedFailures += failure.kind === 'retry' ? 1 : 0;
		}

		this.#failed.push({batch, failure});
	}

	#announce(message: string): void {
		this.#parts.log.add({
			level: 'info', source: 'worker', message: `Worker ${this.id} ${message}`, isVerbose: true,
		});
	}
}
