import type {Amount} from '../../domain/ledger.js';
import {Ring} from '../../domain/ring.js';
import type {SentGroup} from './sent-group.js';

/** A group that left. */
type Sent = {
	readonly group: SentGroup;

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
	readonly #taken = new Ring<Sent>();
	#again = new Ring<Sent>();
	#records = 0;
	#bytes = 0;

	#position = 0;

	/** `keep` is how many bytes the system's buffers may hold. */
	constructor(keep: number) {
		this.#keep = keep;
	}

	/** Bytes that the present connection has taken. */
	get position(): number {
		return this.#position;
	}

	get unconfirmed(): Amount {
		return {records: this.#records, bytes: this.#bytes};
	}

	get isEmpty(): boolean {
		return this.#taken.length + this.#again.length === 0;
	}

	/** A group has been taken, and is the window's from now on. `amount` is what of it counts. */
	add(group: SentGroup, amount: Amount, at: number): void {
		this.#records += amount.records;
		this.#bytes += amount.bytes;
		this.#take({
			group, amount, end: 0, at,
		}, at);
	}

	/** The connection is gone: all that is unconfirmed is to be sent again. */
	restart(): void {
		this.#position = 0;
		const again = new Ring<Sent>();
		for (const groups of [this.#taken, this.#again]) {
			for (let sent = groups.shift(); sent !== undefined; sent = groups.shift()) {
				again.push(sent);
			}
		}

		this.#again = again;
	}

	/** Whether something is to be sent again. */
	get hasNext(): boolean {
		return this.#again.length > 0;
	}

	/** The next group to be sent again. */
	get next(): SentGroup | undefined {
		return this.#again.first()?.group;
	}

	/** The next group is on its way again: the receiver may get it twice. */
	countNext(): void {
		this.resent += this.#again.first()?.amount.records ?? 0;
	}

	/** The group that was to be sent again has been taken. */
	takeNext(at: number): void {
		const sent = this.#again.shift();
		if (sent !== undefined) {
			this.#take(sent, at);
		}
	}

	/** Whether the present connection has taken something unconfirmed by a time. */
	hasTakenBy(until: number): boolean {
		return (this.#taken.first()?.at ?? Number.POSITIVE_INFINITY) <= until;
	}

	/** Lets go of what lies before the byte `end` of the present connection and was taken by the time `until`: no buffer holds it any more. */
	confirm(end: number, until = Number.POSITIVE_INFINITY): void {
		for (let first = this.#taken.first(); first !== undefined; first = this.#taken.first()) {
			if (first.at > until || first.end > end) {
				break;
			}

			this.#letGo();
		}
	}

	/** The receiver has read to the end. */
	confirmAll(): void {
		this.confirm(this.#position);
	}

	#take(sent: Sent, at: number): void {
		this.#position += sent.group.size;
		sent.end = this.#position;
		sent.at = at;
		this.#taken.push(sent);
		this.confirm(this.#position - this.#keep);
	}

	#letGo(): void {
		const sent = this.#taken.shift();
		if (sent !== undefined) {
			this.#records -= sent.amount.records;
			this.#bytes -= sent.amount.bytes;
			sent.group.letGo();
		}
	}
}
