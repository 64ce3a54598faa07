import {createDeferred} from '../../domain/deferred.js';
import type {Amount} from '../../domain/ledger.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Sink, SinkEvents} from '../../engine/ports/sink.js';
import {grouped} from '../../text/format.js';
import {WriteLoop} from '../writing/write-loop.js';
import type {ConnectionEnd} from './farewell.js';
import {Reconnection} from './reconnection.js';
import {mostBuffered} from './buffer-limits.js';
import {SentWindow} from './sent-window.js';
import {openTcpConnection, type TcpConnection} from './tcp-connection.js';

type ReliableStreamOptions = {
	/** The sink's name, for messages. */
	readonly name: string;
	readonly host: string;
	readonly port: number;
	readonly timeout: () => number;
	readonly clock: Clock;
};

/** What was taken so long ago, in milliseconds, is confirmed once the receiver's system has it; and this is how often that is looked at. */
const confirmAfter = 1000;

/** The same where the system does not tell. */
const confirmUnseenAfter = 10_000;

/** How long an aborted pipeline waits for the end of the connection, in milliseconds. */
const shortFarewell = 1000;

/** How long a receiver may take to show that it closes at once, in milliseconds. */
const moment = 250;

/** So often is a receiver tried that takes everything and closes nothing. */
const mostSilences = 2;

/** The records of all batches over one connection after the other. What a connection may not have passed on goes first over the next. */
export class ReliableStream {
	readonly write: Sink['write'];
	readonly #options: ReliableStreamOptions;
	readonly #window = new SentWindow(mostBuffered());
	readonly #loop: WriteLoop;
	readonly #reconnection: Reconnection;
	readonly #closed = createDeferred<void>();
	#events: SinkEvents | undefined;
	#connection: TcpConnection | undefined;
	#isSendingAgain = false;
	#isLookedAt = false;
	#isClosing = false;
	#isAborted = false;
	#isOver = false;
	#silences = 0;

	constructor(options: ReliableStreamOptions) {
		const {clock} = options;
		this.#options = options;
		this.#reconnection = new Reconnection(clock, () => {
			this.#connect();
		});
		this.#loop = new WriteLoop(clock, {
			isReady: () => this.#isReady(),
			send: bytes => {
				this.#connection?.write(bytes);
			},
		}, this.#window.allocate);
		this.write = this.#loop.write;
	}

	get unconfirmed(): Amount {
		return this.#window.unconfirmed;
	}

	get resent(): number {
		return this.#window.resent;
	}

	readonly commit = (): void => {
		this.#loop.commit();
	};

	tellTo(events: SinkEvents | undefined): void {
		this.#events = events;
	}

	/** There is no time left: a close makes no further connection, and one that is under way ends now. */
	abort(): void {
		this.#isAborted = true;
		if (this.#isClosing) {
			this.#giveUp();
		}
	}

	/** Closes the connection and waits until the receiver has shown that it has read to the end; what is unconfirmed goes over further connections, until `abort`. */
	async close(): Promise<void> {
		const isWhole = this.#loop.close();
		this.#isClosing = true;
		const isIdle = this.#connection === undefined && (this.#window.isEmpty || this.#isAborted);
		if (!isWhole || isIdle) {
			this.#giveUp();
		} else if (this.#connection === undefined) {
			this.#reconnection.begin();
		} else {
			this.#goOn();
		}

		const timer = this.#isAborted ? this.#options.clock.setTimeout(this.#giveUp, shortFarewell) : undefined;
		await this.#closed.promise;
		if (timer !== undefined) {
			this.#options.clock.clearTimeout(timer);
		}
	}

	readonly #giveUp = (): void => {
		this.#isOver = true;
		this.#reconnection.stop();
		this.#connection?.destroy();
		this.#connection = undefined;
		this.#closed.resolve();
	};

	/** Whether a new group can leave now; if not, `#goOn` sends it once it can. */
	#isReady(): boolean {
		if (this.#connection === undefined) {
			this.#reconnection.begin();
			return false;
		}

		return this.#connection.isOpen && !this.#window.hasNext;
	}

	#connect(): void {
		const {host, port, timeout, clock} = this.#options;
		if (this.#isOver || this.#connection !== undefined) {
			return;
		}

		this.#connection = openTcpConnection({
			host, port, timeout, clock,
		}, {
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
		if (connection === undefined || !connection.isOpen || this.#isSendingAgain) {
			return;
		}

		const {next} = this.#window;
		if (next !== undefined) {
			this.#isSendingAgain = true;
			this.#window.countNext();
			connection.write(next);
		} else if (this.#isClosing) {
			this.#end(connection);
		} else {
			this.#loop.commit();
		}
	}

	/** Closes this side. After a receiver that has not read to the end, the next one gets a moment to close first: of two that close at the same time neither shows that it has not read. */
	#end(connection: TcpConnection): void {
		if (this.#window.resent === 0) {
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
		const now = this.#options.clock.now();
		if (this.#isSendingAgain) {
			this.#isSendingAgain = false;
			this.#window.takeNext(now);
			this.#goOn();
		} else {
			this.#window.add(this.#loop.underWay, now);
			this.#loop.sent();
		}

		this.#lookLater();
	}

	#lose(end: ConnectionEnd): void {
		this.#connection = undefined;
		this.#isSendingAgain = false;
		const isRefused = this.#reconnection.over();
		if (end.kind === 'closed') {
			this.#window.confirmAll();
		}

		if (!isRefused) {
			this.#tell(end);
		}

		this.#window.restart();
		if (end.kind !== 'closed') {
			this.#loop.lost({kind: 'retry', message: `${this.#options.name}: ${end.reason}`});
		}

		this.#silences += this.#isClosing && end.kind === 'silent' ? 1 : 0;
		if (this.#isClosing && (this.#window.isEmpty || this.#isAborted || this.#silences >= mostSilences)) {
			this.#giveUp();
		} else if (!this.#window.isEmpty) {
			this.#reconnection.begin();
		} else if (end.kind === 'closed') {
			// Not from within a connection's end: what waits may ask for the next one at once.
			this.#options.clock.defer(this.commit);
		}
	}

	/** Later, as this happens only where something is unconfirmed, and seldom. */
	#lookLater(): void {
		if (!this.#isLookedAt && !this.#window.isEmpty && !this.#isOver) {
			this.#isLookedAt = true;
			this.#options.clock.setTimeout(() => {
				void this.#look();
			}, confirmAfter);
		}
	}

	async #look(): Promise<void> {
		const connection = this.#connection;
		const now = this.#options.clock.now();
		const found = await connection?.queues();
		this.#isLookedAt = false;
		// At the end only the receiver's own end confirms.
		if (connection !== undefined && connection === this.#connection && connection.isOpen && !this.#isClosing) {
			if (found === undefined) {
				this.#window.confirm(0, now - confirmUnseenAfter);
			} else if (found.isKnown) {
				this.#window.confirm(found.sending + (found.unread ?? 0), now - confirmAfter);
			}
		}

		this.#lookLater();
	}

	#tell({kind, reason}: ConnectionEnd): void {
		const {records, bytes} = this.#window.unconfirmed;
		const amount = `${grouped(records)} records (${grouped(bytes)} bytes)`;
		const isLast = this.#isClosing && (this.#isAborted || (kind === 'silent' && this.#silences + 1 >= mostSilences));
		const rest = records === 0 ? 'nothing that was sent is unconfirmed' : `${amount} are unconfirmed and ${isLast ? 'stay so' : 'are sent again'}`;
		this.#events?.onEvent(kind === 'closed' ? 'info' : 'warning', `${this.#options.name}: ${reason}`, rest);
	}
}
