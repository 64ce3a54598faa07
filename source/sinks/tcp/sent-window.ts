import type {Amount} from '../../domain/ledger.js';
import {Ring} from '../../domain/ring.js';
import {bytesOf, SentMemory, type SentBytes} from './sent-memory.js';

/** Batches that left in one piece. */
type Group = {
	readonly sent: SentBytes;

	/** What of it counts as delivered: a batch that was cancelled on its way is not in it. */
	readonly amount: Amount;

	/** How many bytes the present connection had taken just after it. */
	end: number;

	/** When it was taken, in monotonic milliseconds. */
	at: number;
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
	readonly #taken = new Ring<Group>();
	#again = new Ring<Group>();
	#records = 0;
	#bytes = 0;

	/** Bytes that the present connection has taken. */
	#position = 0;

	/** `keep` is how many bytes the system's buffers may hold. */
	constructor(keep: number) {
		this.#keep = keep;
	}

	get unconfirmed(): Amount {
		return {records: this.#records, bytes: this.#bytes};
	}

	get isEmpty(): boolean {
		return this.#taken.length + this.#again.length === 0;
	}

	/** Memory for the next group, which is written to it at once. */
	readonly allocate = (size: number): Uint8Array => this.#memory.allocate(size);

	/** The group that was allocated last has been taken. */
	add(amount: Amount, at: number): void {
		this.#records += amount.records;
		this.#bytes += amount.bytes;
		this.#take({
			sent: this.#memory.keep(), amount, end: 0, at,
		}, at);
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

	/** Whether something is to be sent again. */
	get hasNext(): boolean {
		return this.#again.length > 0;
	}

	/** The next group to be sent again. */
	get next(): Uint8Array | undefined {
		const group = this.#again.first();
		return group && bytesOf(group.sent);
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
		this.#position += group.sent.size;
		group.end = this.#position;
		group.at = at;
		this.#taken.push(group);
		this.confirm(this.#keep, Number.POSITIVE_INFINITY);
	}

	#letGo(): void {
		const group = this.#taken.shift();
		if (group !== undefined) {
			this.#records -= group.amount.records;
			this.#bytes -= group.amount.bytes;
			this.#memory.release(group.sent);
		}
	}
}
