import type {Amount} from '../../domain/ledger.js';
import {mostBuffered} from './buffer-limits.js';
import type {SentGroup} from './sent-group.js';
import {SentWindow} from './sent-window.js';
import type {TcpConnection} from './tcp-connection.js';

/** What the present connection is taking, one group at a time, and what it and those before may not have passed on. */
export class Outgoing {
	readonly window = new SentWindow(mostBuffered());

	/** The group that the connection is taking and that none has taken before. */
	#underWay: SentGroup | undefined;
	#isSendingAgain = false;

	/** Sends a new group. */
	send(connection: TcpConnection | undefined, group: SentGroup): void {
		this.#underWay = group;
		connection?.write(group.parts);
	}

	/** Sends the next group again that there is. Whether one is on its way. */
	sendAgain(connection: TcpConnection): boolean {
		const {next} = this.window;
		if (!this.#isSendingAgain && next !== undefined) {
			this.#isSendingAgain = true;
			this.window.countNext();
			connection.write(next.parts);
		}

		return this.#isSendingAgain;
	}

	/** The connection has taken what was sent last; `amount` is what counts of a new group. Whether it was one. */
	taken(amount: Amount, at: number): boolean {
		if (this.#isSendingAgain) {
			this.#isSendingAgain = false;
			this.window.takeNext(at);
			return false;
		}

		if (this.#underWay !== undefined) {
			this.window.add(this.#underWay, amount, at);
			this.#underWay = undefined;
		}

		return true;
	}

	/** The connection is over. Unless the receiver has read to the end, all that is unconfirmed is to be sent again, but not the group under way. */
	lost(isRead: boolean): void {
		this.#isSendingAgain = false;
		this.#underWay?.letGo();
		this.#underWay = undefined;
		if (isRead) {
			this.window.confirmAll();
		}

		this.window.restart();
	}
}
