import type {Settings} from '../settings/settings.js';
import type {Clock} from './ports/clock.js';
import type {Queue} from './ports/queue.js';
import type {Sink} from './ports/sink.js';
import {recordsPerTurn, type Pump} from './pump.js';
import type {WaitingList} from './waiting-list.js';
import type {Lane} from './lane.js';

export type TurnParts = {
	readonly settings: Settings;
	readonly clock: Clock;
	readonly queue: Queue;
	readonly sink: Sink;
	readonly waiting: WaitingList<Lane>;
	readonly pump: Pump;

	/** Tells the producer's machine that a turn has begun. */
	readonly beginTurn: () => void;
	readonly workers: () => number;
};

/**
The engine's turns: the producer fills the queue, workers that wait are woken for what is there, the sink commits what they handed over.

A turn is asked for by whatever changes something, and many askers get one: so the machines see events per turn, not per record.
*/
export class Turns {
	readonly #parts: TurnParts;
	#isRequested = false;
	#share = 1;

	constructor(parts: TurnParts) {
		this.#parts = parts;
	}

	/** How many batches a worker may hand over in one visit. */
	get share(): number {
		return this.#share;
	}

	readonly request = (): void => {
		if (!this.#isRequested) {
			this.#isRequested = true;
			this.#parts.clock.defer(this.#run);
		}
	};

	readonly #run = (): void => {
		this.#isRequested = false;
		const {pump, beginTurn, sink} = this.#parts;
		if (pump.isDue) {
			beginTurn();
		}

		this.#wake();
		sink.commit?.();
	};

	/** Wakes as many workers as there is work for, each for an equal share. */
	#wake(): void {
		const {settings: {batchSize}, queue, waiting, workers} = this.#parts;
		if (queue.depth === 0) {
			return;
		}

		const perWorker = batchSize * Math.max(1, workers());
		this.#share = Math.max(1, Math.min(Math.ceil(queue.depth / perWorker), Math.floor(recordsPerTurn / perWorker)));
		let wanted = Math.ceil(queue.depth / (this.#share * batchSize));
		while (wanted-- > 0) {
			const worker = waiting.next();
			if (worker === undefined) {
				return;
			}

			worker.wake();
		}
	}
}
