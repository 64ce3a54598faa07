import {
	add, nothing, subtract, type Amount,
} from '../../domain/ledger.js';
import {Ring} from '../../domain/ring.js';
import {SentMemory, type SentBytes} from './sent-memory.js';

/** Batches that left in one piece. */
type Group = {
	readonly sent: SentBytes;

	/** What of it counts as delivered: a batch that was cancelled on its way is not in it. */
	readonly amount: Amount;
};

/** A group that the system has taken for the present connection. */
type TakenGroup = Group & {
	/** How many bytes the connection had taken just after it. */
	readonly end: number;

	/** When it was taken, in monotonic milliseconds. */
	readonly at: number;
};

/**
What the system has taken for sending and its buffers may still hold, in order. After the end of a connection it is sent again, first of all, over the next.

It lets go of a group once the connection has taken so much after it that no buffer can hold it any more, or once it is known to have been read.
*/
export class SentWindow {
	/** Records that were sent again. */
	resent = 0;
	readonly #keep: number;
	readonly #memory = new SentMemory();
	readonly #taken = new Ring<TakenGroup>();
	#again = new Ring<Group>();
	#unconfirmed: Amount = nothing;

	/** Bytes that the present connection has taken. */
	#position = 0;

	/** `keep` is how many bytes the system's buffers may hold. */
	constructor(keep: number) {
		this.#keep = keep;
	}

	get unconfirmed(): Amount {
		return this.#unconfirmed;
	}

	get isEmpty(): boolean {
		return this.#taken.length + this.#again.length === 0;
	}

	/** Memory for the next group, which is written to it at once. */
	readonly allocate = (size: number): Uint8Array => this.#memory.allocate(size);

	/** The group that was allocated last has been taken. */
	add(amount: Amount, at: number): void {
		const sent = this.#memory.keep();
		this.#unconfirmed = add(this.#unconfirmed, amount);
		this.#take({sent, amount}, at);
	}

	/** The connection is gone: all that is unconfirmed is to be sent again. */
	restart(): void {
		this.#position = 0;
		const again = new Ring<Group>();
		for (const groups of [this.#taken, this.#again]) {
			for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
				again.push(group);
			}
		}

		this.#again = again;
	}

	/** The next group to be sent again. */
	get next(): Uint8Array | undefined {
		return this.#again.first()?.sent.bytes;
	}

	/** The next group is on its way again: the receiver may get it twice. */
	countNext(): void {
		this.resent += this.#again.first()?.amount.records ?? 0;
	}

	/** The group that was to be sent again has been taken. */
	takeNext(at: number): void {
		const group = this.#again.shift();
		if (group !== undefined) {
			this.#take(group, at);
		}
	}

	/** Of what the connection has taken, the last `queued` bytes may still be in a buffer. Lets go of what lies before them and was taken by the time `until`. */
	confirm(queued: number, until: number): void {
		for (let first = this.#taken.first(); first !== undefined; first = this.#taken.first()) {
			if (first.at > until || this.#position - first.end < queued) {
				break;
			}

			this.#letGo();
		}
	}

	/** The receiver has read to the end. */
	confirmAll(): void {
		this.confirm(0, Number.POSITIVE_INFINITY);
	}

	#take(group: Group, at: number): void {
		this.#position += group.sent.bytes.length;
		this.#taken.push({...group, end: this.#position, at});
		this.confirm(this.#keep, Number.POSITIVE_INFINITY);
	}

	#letGo(): void {
		const group = this.#taken.shift();
		if (group !== undefined) {
			this.#unconfirmed = subtract(this.#unconfirmed, group.amount);
			this.#memory.release(group.sent);
		}
	}
}
