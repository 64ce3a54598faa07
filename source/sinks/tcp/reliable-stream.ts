import type {Amount} from '../../domain/ledger.js';
import type {Sink, SinkEvents} from '../../engine/ports/sink.js';
import {WriteLoop} from '../writing/write-loop.js';
import {Closing, describeRest} from './closing.js';
import {Confirmation} from './confirmation.js';
import type {ConnectionEnd} from './farewell.js';
import {Outgoing} from './outgoing.js';
import {Reconnection} from './reconnection.js';
import {createGatherer, type SentGroup} from './sent-group.js';
import {openTcpConnection, type TcpConnection, type TcpConnectionOptions} from './tcp-connection.js';

type ReliableStreamOptions = TcpConnectionOptions & {
	/** The sink's name, for messages. */
	readonly name: string;
};

/** How long an aborted pipeline waits for the end of the connection, in milliseconds. */
const shortFarewell = 1000;

/** How long a receiver may take to show that it closes at once, in milliseconds. */
const moment = 250;

/** The records of all batches over one connection after the other. What a connection may not have passed on goes first over the next. */
export class ReliableStream {
	readonly write: Sink['write'];
	readonly #options: ReliableStreamOptions;
	readonly #outgoing = new Outgoing();
	readonly #loop: WriteLoop<SentGroup>;
	readonly #reconnection: Reconnection;
	readonly #confirmation: Confirmation;
	readonly #closing = new Closing();
	#events: SinkEvents | undefined;
	#connection: TcpConnection | undefined;

	constructor(options: ReliableStreamOptions) {
		const {clock} = options;
		this.#options = options;
		this.#reconnection = new Reconnection(clock, () => {
			this.#connect();
		});
		this.#confirmation = new Confirmation({
			clock,
			window: this.#outgoing.window,
			connection: () => this.#connection?.isOpen ? this.#connection : undefined,
		});
		this.#loop = new WriteLoop(clock, {
			isReady: () => this.#isReady(),
			send: group => {
				this.#outgoing.send(this.#connection, group);
			},
		}, createGatherer());
		this.write = this.#loop.write;
	}

	get unconfirmed(): Amount {
		return this.#outgoing.window.unconfirmed;
	}

	get resent(): number {
		return this.#outgoing.window.resent;
	}

	readonly commit = (): void => {
		this.#loop.commit();
	};

	tellTo(events: SinkEvents | undefined): void {
		this.#events = events;
	}

	/** There is no time left: a close makes no further connection, and one that is under way ends now. */
	abort(): void {
		this.#closing.isAborted = true;
		if (this.#closing.isBegun) {
			this.#giveUp();
		}
	}

	/** Closes the connection and waits until the receiver has shown that it has read to the end; what is unconfirmed goes over further connections, until `abort`. */
	async close(): Promise<void> {
		const isWhole = this.#loop.close();
		this.#closing.isBegun = true;
		// From here on only the receiver's own end confirms.
		this.#confirmation.stop();
		const isIdle = this.#connection === undefined && (this.#outgoing.window.isEmpty || this.#closing.isAborted);
		if (!isWhole || isIdle) {
			this.#giveUp();
		} else if (this.#connection === undefined) {
			this.#reconnection.begin();
		} else {
			this.#goOn();
		}

		const timer = this.#closing.isAborted ? this.#options.clock.setTimeout(this.#giveUp, shortFarewell) : undefined;
		await this.#closing.over;
		if (timer !== undefined) {
			this.#options.clock.clearTimeout(timer);
		}
	}

	readonly #giveUp = (): void => {
		this.#reconnection.stop();
		this.#connection?.destroy();
		this.#connection = undefined;
		this.#closing.finish();
	};

	/** Whether a new group can leave now; if not, `#goOn` sends it once it can. */
	#isReady(): boolean {
		if (this.#connection === undefined) {
			this.#reconnection.begin();
			return false;
		}

		return this.#connection.isOpen && !this.#outgoing.window.hasNext;
	}

	#connect(): void {
		if (this.#closing.isOver || this.#connection !== undefined) {
			return;
		}

		this.#connection = openTcpConnection(this.#options, {
			onOpen: () => {
				this.#reconnection.opened();
				this.#goOn();
			},
			onWritten: () => {
				this.#taken();
			},
			onOver: end => {
				this.#lose(end);
			},
		});
	}

	/** Sends what comes next: what is to be sent again, then new groups, and at last the end. */
	#goOn(): void {
		const connection = this.#connection;
		if (connection === undefined || !connection.isOpen || this.#outgoing.sendAgain(connection)) {
			return;
		}

		if (this.#closing.isBegun) {
			this.#end(connection);
		} else {
			this.#loop.commit();
		}
	}

	/** Closes this side. After a receiver that has not read to the end, the next one gets a moment to close first: of two that close at the same time neither shows that it has not read. */
	#end(connection: TcpConnection): void {
		if (this.#outgoing.window.resent === 0) {
			connection.end();
			return;
		}

		this.#options.clock.setTimeout(() => {
			if (connection.isOpen) {
				connection.end();
			}
		}, moment);
	}

	/** The system has taken what was written. */
	#taken(): void {
		if (this.#outgoing.taken(this.#loop.underWay, this.#options.clock.now())) {
			this.#loop.sent();
		} else {
			this.#goOn();
		}

		this.#confirmation.await();
	}

	#lose(end: ConnectionEnd): void {
		this.#connection = undefined;
		this.#outgoing.lost(end.kind === 'closed');
		const isRefused = this.#reconnection.over();
		const isLast = this.#closing.isLast(end);
		if (!isRefused) {
			const {kind, reason} = end;
			const rest = describeRest(this.unconfirmed, isLast);
			this.#events?.onEvent(kind === 'closed' ? 'info' : 'warning', `${this.#options.name}: ${reason}`, rest);
		}

		if (end.kind !== 'closed') {
			this.#loop.lost({kind: 'retry', message: `${this.#options.name}: ${end.reason}`});
		}

		if (isLast || (this.#closing.isBegun && this.#outgoing.window.isEmpty)) {
			this.#giveUp();
		} else if (!this.#outgoing.window.isEmpty) {
			this.#reconnection.begin();
		} else if (end.kind === 'closed') {
			// Not from within a connection's end: what waits may ask for the next one at once.
			this.#options.clock.defer(this.commit);
		}
	}
}
