import type {Amount} from '../../domain/ledger.js';
import type {SinkFailure} from '../../domain/sink-failure.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Sink} from '../../engine/ports/sink.js';
import {WriteQueue, type Gather} from './write-queue.js';

/** Where the records of a sink go, one group at a time. */
export type GroupChannel<Group> = {
	/** Whether a group can be sent now; one that can't be says `commit` to the loop once it can. */
	isReady(): boolean;

	/** Sends a group; the channel answers by `sent` or `lost` of the loop. */
	send(group: Group): void;
};

/** Writes the batches of a sink to a channel: one group is under way while the next one gathers. */
export class WriteLoop<Group> {
	readonly write: Sink['write'];
	readonly #queue: WriteQueue<Group>;
	readonly #clock: Clock;
	readonly #channel: GroupChannel<Group>;
	#isClosed = false;

	/** `gather` makes of batches what the channel sends; a group is good until it is answered. */
	constructor(clock: Clock, channel: GroupChannel<Group>, gather: Gather<Group>) {
		this.#clock = clock;
		this.#channel = channel;
		this.#queue = new WriteQueue(clock, gather);
		this.write = this.#queue.write;
	}

	/** What is under way and was not cancelled. */
	get underWay(): Amount {
		return this.#queue.underWay;
	}

	readonly commit = (): void => {
		if (this.#isClosed || this.#queue.isUnderWay || !this.#queue.hasWaiting || !this.#channel.isReady()) {
			return;
		}

		const group = this.#queue.begin();
		if (group !== undefined) {
			this.#channel.send(group);
		}
	};

	/** The channel has taken the group under way. */
	readonly sent = (): void => {
		if (this.#queue.hasWaiting) {
			// Not at once: a fast reader would keep the engine's tick from ever ending.
			this.#clock.defer(this.commit);
		}

		this.#queue.completeUnderWay();
	};

	/** The channel is gone. It may have passed on a part of the group under way, and nothing of what waits. */
	lost(failure: Pick<SinkFailure, 'kind' | 'message'>): void {
		this.#queue.completeUnderWay({...failure, outcomeUnknown: true});
		this.#queue.failWaiting({...failure, outcomeUnknown: false});
	}

	/** No batch is answered any more. Whether no group was under way. */
	close(): boolean {
		const isWhole = !this.#queue.isUnderWay;
		this.#isClosed = true;
		this.#queue.close();
		return isWhole;
	}
}
