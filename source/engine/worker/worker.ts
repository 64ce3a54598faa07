import {markMaybeDelivered, recycleRecords, type Batch} from '../../domain/batch.js';
import {add, type Amount} from '../../domain/ledger.js';
import type {SinkFailure} from '../../domain/sink-failure.js';
import type {MachineRef} from '../../machines/machine-ref.js';
import type {WorkerEvent, WorkerPort} from '../../machines/worker-port.js';
import type {EngineContext} from '../context.js';
import type {CircuitWaiter} from '../sink/sink-circuit.js';
import {FailedBatches} from './failed-batches.js';
import {Outbox} from './outbox.js';
import {WorkerMetrics} from './worker-metrics.js';
import type {SharedByWorkers} from './shared-by-workers.js';

/** The longest back-off in a drain, in milliseconds: the grace period is short. */
const longestInDrain = 1000;

/** Where workers come together. */
export type WorkerRegistry = {
	add(worker: Worker, machine: MachineRef<WorkerEvent>): void;

	/** The worker takes part no more, but the sink may still owe it completions. */
	depart(worker: Worker): void;

	/** The sink has completed the last batch of a worker that has departed. */
	forget(worker: Worker): void;

	/** The sink has lost its receiver for good; a departed worker tells it as well. */
	sinkClosed(): void;
};

/** The data side of a worker: takes records from the queue, hands them to the sink, acknowledges them or gives them back. Its methods are actions and guards of the worker's machine. Two things it does without the machine: it goes on with an open time slice, and after it has left it gives failed batches back. */
export class Worker implements WorkerPort, CircuitWaiter {
	readonly id: number;
	readonly metrics: WorkerMetrics;
	readonly #context: EngineContext;
	readonly #shared: SharedByWorkers;
	readonly #registry: WorkerRegistry;
	readonly #outbox: Outbox;
	readonly #failed: FailedBatches;
	#machine: MachineRef<WorkerEvent> | undefined;
	#hasLeft = false;

	constructor(id: number, context: EngineContext, shared: SharedByWorkers, registry: WorkerRegistry) {
		const {queue, sink, loop, latencies, health, deadLetterPolicy} = shared;
		this.id = id;
		this.#context = context;
		this.#shared = shared;
		this.#registry = registry;
		this.metrics = new WorkerMetrics(context, latencies, health);
		this.#failed = new FailedBatches(context, deadLetterPolicy);
		this.#outbox = new Outbox(context, {
			queue,
			sink,
			loop,
			metrics: this.metrics,
			onComplete: (batch, failure, at) => {
				this.#complete(batch, failure, at);
			},
		});
	}

	get batchIsWaiting(): boolean {
		return this.#outbox.hasRest || this.#waiting >= this.#context.settings.batchSize;
	}

	get recordsAreWaiting(): boolean {
		return this.#waiting > 0;
	}

	get othersAreWaiting(): boolean {
		return this.#shared.idle.size > 0;
	}

	get flushFailed(): boolean {
		return !this.#failed.isEmpty;
	}

	get halvesLeft(): boolean {
		return this.#failed.hasHalves;
	}

	get sinkIsDown(): boolean {
		return this.#shared.circuit.isOpen;
	}

	get workLeft(): boolean {
		return this.flushFailed || this.#outbox.held.records > 0 || this.#outbox.mayEmptyQueue;
	}

	get mayRetryNow(): boolean {
		return this.#failed.mayRetryNow;
	}

	get linger(): number {
		return this.#context.settings.batchTimeout;
	}

	/** In the worker's hands. */
	get batched(): Amount {
		return add(this.#outbox.held, this.#failed.amount);
	}

	/** At the sink, not completed yet. */
	get inFlight(): Amount {
		return this.#outbox.inFlight;
	}

	/** How often the batches that failed last have failed in a row. */
	get attempts(): number {
		return this.#failed.attempts;
	}

	backoff(): number {
		const delay = this.#failed.backoff();
		return this.#shared.queue.takesOffers ? delay : Math.min(delay, longestInDrain);
	}

	join(machine: MachineRef<WorkerEvent>): void {
		this.#machine = machine;
		this.#registry.add(this, machine);
	}

	leave(): void {
		this.#hasLeft = true;
		this.#shared.circuit.forget(this);
		this.#registry.depart(this);
		if (this.#outbox.isCompleted) {
			this.#registry.forget(this);
		}
	}

	/** There are records to take. */
	wake(): void {
		this.#machine?.send({type: 'queue.ready'});
	}

	awaitSink(): void {
		this.#shared.circuit.wait(this);
	}

	stopAwaitingSink(): void {
		this.#shared.circuit.stopWaiting(this);
	}

	probe(): void {
		this.#machine?.send({type: 'sink.probe'});
	}

	sinkRecovered(): void {
		this.#machine?.send({type: 'sink.mended'});
	}

	take(): void {
		this.#outbox.take();
	}

	wait(): void {
		const {idle, queue, loop} = this.#shared;
		idle.add(this, this.#outbox.held.records > 0);
		if (queue.depth > 0) {
			// While the queue is full nothing enters it, so no other part asks for a tick.
			loop.requestTick();
		}
	}

	stopWaiting(): void {
		this.#shared.idle.remove(this);
	}

	flush(): void {
		if (this.flushFailed) {
			this.#outbox.retry(this.#failed.takeNext());
		} else {
			this.#outbox.flush();
		}
	}

	endTimeSlice(): void {
		this.#outbox.endTimeSlice();
	}

	drain(): void {
		if (this.flushFailed) {
			this.#outbox.retry(this.#failed.takeNext());
		} else {
			this.#outbox.drain();
		}
	}

	giveUp(): void {
		for (const batch of this.#failed.giveUp()) {
			this.#acknowledge(batch);
		}
	}

	release(): void {
		this.#shared.circuit.forget(this);
		this.#outbox.release();

		// Failed batches were taken before the held one, so they go ahead of it.
		for (const batch of this.#failed.takeAll().toReversed()) {
			this.#shared.queue.release(batch);
		}
	}

	cancel(): void {
		this.#outbox.cancel();
	}

	/** Records that this worker holds or could take. */
	get #waiting(): number {
		return this.#outbox.held.records + this.#shared.queue.depth;
	}

	#complete(batch: Batch, failure: SinkFailure | undefined, at = this.#context.clock.now()): void {
		if (failure === undefined) {
			this.#confirm(batch, at);
		} else {
			this.#fail(batch, failure);
		}

		if (this.#outbox.isCompleted && !this.flushFailed) {
			this.#outbox.proceed(at);
		}

		if (this.#outbox.isCompleted) {
			this.#completeAll();
		}
	}

	#completeAll(): void {
		if (this.#hasLeft) {
			// All batches go back at once, or they would be queued in reverse.
			this.release();
			this.#registry.forget(this);
		} else {
			this.#machine?.send({type: 'flush.completed'});
		}
	}

	#confirm(batch: Batch, at: number): void {
		this.metrics.confirmed(batch, at);
		this.#shared.circuit.succeeded();
		const {log} = this.#context;
		if (log.isVerbose) {
			log.add({
				level: 'info', source: 'worker', message: `Worker ${this.id} flushed batch of ${batch.records} logs`, isVerbose: true,
			});
		}

		this.#acknowledge(batch);
	}

	#fail(batch: Batch, failure: SinkFailure): void {
		if (failure.outcomeUnknown) {
			markMaybeDelivered(batch);
		}

		if (failure.kind === 'closed') {
			this.#registry.sinkClosed();
		}

		// A cancelled batch has not failed: the worker took it back.
		if (!this.#outbox.isCancelled) {
			batch.countedFailures += failure.kind === 'retry' ? 1 : 0;
			this.metrics.failed(failure);
			this.#tellCircuit(failure);
		}

		this.#failed.add({batch, failure});
	}

	/** A receiver that refuses these records is there for others. */
	#tellCircuit(failure: SinkFailure): void {
		const {circuit} = this.#shared;
		if (failure.kind === 'refused') {
			circuit.succeeded();
		} else {
			circuit.failed(failure);
		}
	}

	/** The records of a batch leave the pipeline. */
	#acknowledge(batch: Batch): void {
		this.#shared.queue.ack(batch);
		recycleRecords(batch.slices);
	}
}
