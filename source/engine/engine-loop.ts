import type {Settings} from '../settings/settings.js';
import type {Clock} from './ports/clock.js';
import type {Queue} from './ports/queue.js';
import type {Sink} from './ports/sink.js';
import {recordsPerTick, type Pump} from './producer/pump.js';
import type {IdleWorkers} from './worker/idle-workers.js';
import type {Worker} from './worker/worker.js';

export type EngineLoopParts = {
	readonly settings: Settings;
	readonly clock: Clock;
	readonly queue: Queue;
	readonly sink: Sink;
	readonly waiting: IdleWorkers<Worker>;
	readonly pump: Pump;

	/** Moves records into the queue. */
	readonly produce: () => void;
};

/**
The engine's turns: the producer fills the queue, the sink commits what was handed over in the turn before, and workers that wait are woken for what is still there.

A turn is asked for by whatever changes something, and many askers get one: so the machines see no event per record.
*/
export class EngineLoop {
	readonly #parts: EngineLoopParts;
	#isRequested = false;
	#isFlowing = false;
	#share = 1;

	constructor(parts: EngineLoopParts) {
		this.#parts = parts;
	}

	/** How many batches a worker may hand over in one visit. */
	get batchesPerWorker(): number {
		return this.#share;
	}

	/** Has records move in each turn from now on, beginning with what came while nobody looked. */
	startFlow(): void {
		this.#isFlowing = true;
		this.requestTick();
	}

	stopFlow(): void {
		this.#isFlowing = false;
	}

	readonly requestTick = (): void => {
		if (!this.#isRequested) {
			this.#isRequested = true;
			this.#parts.clock.defer(this.#run);
		}
	};

	readonly #run = (): void => {
		this.#isRequested = false;
		const {
			settings, pump, produce, queue, sink,
		} = this.#parts;
		if (this.#isFlowing && pump.isDue) {
			produce();
		}

		const workers = this.#shareOut();
		sink.commit?.();

		// Whoever was answered within `commit` has taken what waits by itself: nobody need be woken, a visit saved. And what is less than a batch may yet be more in the turn that comes.
		if (queue.depth >= settings.batchSize || (queue.depth > 0 && !this.#isRequested)) {
			this.#wake(workers);
		}
	};

	/** Divides what waits into equal shares, as few as the sink allows: a visit to its machine costs a worker more than many batches do. Says how many workers there are shares for. */
	#shareOut(): number {
		const {settings: {batchSize}, queue, sink} = this.#parts;
		const records = Math.min(queue.depth, recordsPerTick);
		this.#share = Math.max(1, Math.min(sink.maxInFlight, Math.ceil(records / batchSize)));
		return Math.ceil(records / (this.#share * batchSize));
	}

	/** Who waits longest is woken first, so all have their turn and stay even. */
	#wake(workers: number): void {
		const {waiting} = this.#parts;
		for (let left = workers; left > 0; left--) {
			const worker = waiting.next();
			if (worker === undefined) {
				return;
			}

			worker.wake();
		}
	}
}
