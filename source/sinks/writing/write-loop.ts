import type {Amount} from '../../domain/ledger.js';
import type {SinkFailure} from '../../domain/sink-failure.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Sink} from '../../engine/ports/sink.js';
import {WriteQueue, type GroupMemory} from './write-queue.js';

/** Where the bytes of a sink go, one group at a time. */
export type ByteChannel = {
	/** Whether a group can be sent now; one that can't be says `commit` to the loop once it can. */
	isReady(): boolean;

	/** Sends a group; the channel answers by `sent` or `lost` of the loop. The bytes are good until then. */
	send(bytes: Uint8Array): void;
};

/** Writes the batches of a sink to a channel: one group is under way while the next one gathers. */
export class WriteLoop {
	readonly write: Sink['write'];
	readonly #queue: WriteQueue;
	readonly #clock: Clock;
	readonly #channel: ByteChannel;
	#isClosed = false;

	/** `memory` is where each group is written to before it is sent; unless given, all groups share one buffer. */
	constructor(clock: Clock, channel: ByteChannel, memory?: GroupMemory) {
		this.#clock = clock;
		this.#channel = channel;
		this.#queue = new WriteQueue(clock, memory);
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

		const bytes = this.#queue.begin();
		if (bytes !== undefined) {
			this.#channel.send(bytes);
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
