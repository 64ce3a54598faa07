import type {EngineContext} from './context.js';
import type {Queue} from './ports/queue.js';
import type {FaultySink} from './sink/faulty-sink.js';
import {recordsPerTick} from './tick.js';
import type {IdleWorkers} from './worker/idle-workers.js';

export type EngineLoopOptions = {
	readonly queue: Queue;
	readonly sink: FaultySink;
	readonly idle: IdleWorkers;

	/** Lets an unpaced producer fill the queue. */
	readonly produce: () => void;
};

/**
The engine's ticks. In each tick the producer fills the queue, the sink commits what was handed over since the tick before, and idle workers are woken for what still waits.

Each part that changes something asks for a tick, and many requests get one tick: so the machines see no event per record.
*/
export class EngineLoop {
	readonly #context: EngineContext;
	readonly #queue: Queue;
	readonly #sink: FaultySink;
	readonly #idle: IdleWorkers;
	readonly #produce: () => void;
	#isRequested = false;
	#batchesPerWorker = 1;

	constructor(context: EngineContext, {queue, sink, idle, produce}: EngineLoopOptions) {
		this.#context = context;
		this.#queue = queue;
		this.#sink = sink;
		this.#idle = idle;
		this.#produce = produce;
	}

	/** How many batches a worker may have at the sink, so that all workers stay even. */
	get batchesPerWorker(): number {
		return this.#batchesPerWorker;
	}

	readonly requestTick = (): void => {
		if (!this.#isRequested) {
			this.#isRequested = true;
			this.#context.clock.defer(this.#tick);
		}
	};

	readonly #tick = (): void => {
		this.#isRequested = false;
		this.#produce();
		const workers = this.#shareOut();
		this.#sink.commit();

		// A worker whose batches were completed within `commit` has taken what waits by itself, so the depth is read anew.
		const {depth} = this.#queue;
		const batchWaits = depth >= this.#context.settings.batchSize;

		// Less than a batch may become one in the next tick, if one is requested.
		const restWaits = depth > 0 && !this.#isRequested;
		if (batchWaits || restWaits) {
			this.#wake(workers);
		}
	};

	/** Divides what waits into equal shares, as few as the sink allows: a time slice costs a worker's machine more than many batches do. Says how many workers there are shares for. */
	#shareOut(): number {
		const {batchSize} = this.#context.settings;
		const records = Math.min(this.#queue.depth, recordsPerTick);
		this.#batchesPerWorker = Math.max(1, Math.min(this.#sink.maxInFlight, Math.ceil(records / batchSize)));
		return Math.ceil(records / (this.#batchesPerWorker * batchSize));
	}

	/** The worker that has waited longest is woken first, so that all have their turn and stay even. */
	#wake(workers: number): void {
		for (let left = workers; left > 0; left--) {
			const worker = this.#idle.next();
			if (worker === undefined) {
				return;
			}

			worker.wake();
		}
	}
}
