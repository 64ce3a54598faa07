import type net from 'node:net';
import {grouped} from '../../text/format.js';
import type {Sender, SendersOptions} from './sender.js';
import {takeOver} from './tcp-socket.js';

/** How many connections are read again at once, when there is room: all of them may have something. */
const wokenAtOnce = 16;

/** How often it is looked at who is silent, in milliseconds. */
const sweepInterval = 1000;

/** How often it is looked at whether there is room for partial records again, in milliseconds. */
const roomInterval = 50;

/** A sender that was told to close has nothing more under way after so long without a word, in milliseconds. */
const longestQuiet = 5000;

/** A sender for whose half record all others wait may be silent for so long, in milliseconds. */
const longestWait = 10_000;

/** All connections, and which of them are read. */
export class Senders {
	readonly #options: SendersOptions;
	readonly #senders = new Set<Sender>();

	/** The one whose half record may still grow while there is no room for others. */
	#favoured: Sender | undefined;
	#partial = 0;
	#isWaking = false;
	#isSweeping = false;
	#isWaitingForRoom = false;
	#isOver = false;

	constructor(options: SendersOptions) {
		this.#options = options;
	}

	get size(): number {
		return this.#senders.size;
	}

	/** Memory that half records take, in bytes. */
	get partialBytes(): number {
		return this.#partial;
	}

	add(accepted: net.Socket): void {
		const {clock, createSplitter, onTrouble} = this.#options;
		const splitter = createSplitter();
		const socket = takeOver(accepted, {
			onBytes: bytes => this.#read(sender, bytes),
			onEnd: error => {
				if (error !== undefined) {
					onTrouble(`connection from ${socket.peer}: ${error}`);
				}

				this.#remove(sender, error);
			},
		});
		const sender: Sender = {
			socket, splitter, heardAt: clock.now(), partial: 0, isResting: true, isHalfClosed: false,
		};
		this.#senders.add(sender);
		this.#sweepLater();
		this.wake();
	}

	/** Reads those again that rest, as far as there is room, some at a time. */
	wake(): void {
		if (this.#isWaking || this.#isOver || !this.#options.mayRead()) {
			return;
		}

		let woken = 0;
		for (const sender of this.#senders) {
			if (sender.isResting && this.#mayRead(sender)) {
				if (woken === wokenAtOnce) {
					this.#isWaking = true;
					this.#options.clock.defer(this.#wakeMore);
					return;
				}

				woken++;
				this.#resume(sender);
			}
		}
	}

	/** Reads none of them. */
	rest(): void {
		for (const sender of this.#senders) {
			this.#pause(sender);
		}
	}

	/** Tells every sender to send what it has and to close. */
	halfClose(): void {
		for (const sender of this.#senders) {
			this.#halfClose(sender);
		}
	}

	/** Ends all connections; the half records go nowhere but to the dead letters. */
	reset(reason: string): void {
		for (const sender of this.#senders) {
			this.#cut(sender, reason);
		}
	}

	/** Nothing is read or looked at any more. */
	close(reason: string): void {
		this.reset(reason);
		this.#isOver = true;
	}

	readonly #wakeMore = (): void => {
		this.#isWaking = false;
		this.wake();
	};

	#read(sender: Sender, bytes: Uint8Array): boolean {
		const {clock, onRecords} = this.#options;
		sender.heardAt = clock.now();
		const hasRoom = onRecords(sender.splitter.push(bytes));
		this.#countPartial(sender);
		if (!hasRoom) {
			this.rest();
		} else if (this.#isCrowded) {
			this.#restCrowd();
		}

		return !sender.isResting;
	}

	/** Whether half records take more than there is room for. */
	get #isCrowded(): boolean {
		return this.#partial > 0 && this.#partial > this.#options.room();
	}

	#mayRead(sender: Sender): boolean {
		return !this.#isCrowded || sender === this.#favourite();
	}

	/** All wait but one: the half record that is nearest to its end, by its size, must be able to come to it. */
	#favourite(): Sender | undefined {
		if (this.#favoured === undefined || this.#favoured.partial === 0 || !this.#senders.has(this.#favoured)) {
			this.#favoured = undefined;
			for (const sender of this.#senders) {
				if (sender.partial > (this.#favoured?.partial ?? 0)) {
					this.#favoured = sender;
				}
			}
		}

		return this.#favoured;
	}

	#restCrowd(): void {
		const favourite = this.#favourite();
		for (const sender of this.#senders) {
			if (sender !== favourite) {
				this.#pause(sender);
			}
		}

		if (favourite?.isResting && this.#options.mayRead()) {
			this.#resume(favourite);
		}

		if (!this.#isWaitingForRoom) {
			this.#isWaitingForRoom = true;
			this.#options.clock.setTimeout(this.#lookForRoom, roomInterval);
		}
	}

	readonly #lookForRoom = (): void => {
		this.#isWaitingForRoom = false;
		if (this.#isOver) {
			return;
		}

		if (this.#isCrowded) {
			this.#restCrowd();
		} else {
			this.#favoured = undefined;
			this.wake();
		}
	};

	#countPartial(sender: Sender): void {
		const {partial} = sender.splitter;
		this.#partial += partial - sender.partial;
		sender.partial = partial;
	}

	#pause(sender: Sender): void {
		if (!sender.isResting) {
			sender.isResting = true;
			sender.socket.pause();
		}
	}

	#resume(sender: Sender): void {
		sender.isResting = false;
		sender.heardAt = this.#options.clock.now();
		sender.socket.resume();
	}

	#halfClose(sender: Sender): void {
		if (!sender.isHalfClosed) {
			sender.isHalfClosed = true;
			sender.heardAt = this.#options.clock.now();
			sender.socket.halfClose();
		}
	}

	#cut(sender: Sender, reason: string): void {
		sender.socket.reset();
		this.#remove(sender, reason);
	}

	/** @param broken Why its end was not in order; a last record without its newline is then no whole one. */
	#remove(sender: Sender, broken?: string): void {
		const {onRecords, onGone} = this.#options;
		this.#senders.delete(sender);
		if (broken === undefined) {
			onRecords(sender.splitter.end());
		} else {
			sender.splitter.abandon(`the end of this record never came from ${sender.socket.peer}: ${broken}`);
		}

		this.#countPartial(sender);
		onGone();
	}

	#sweepLater(): void {
		if (!this.#isSweeping && !this.#isOver && this.#senders.size > 0) {
			this.#isSweeping = true;
			this.#options.clock.setTimeout(this.#sweep, sweepInterval);
		}
	}

	readonly #sweep = (): void => {
		this.#isSweeping = false;
		if (this.#isOver) {
			return;
		}

		const {idleTimeout, clock, onTrouble, onSweep} = this.#options;
		const now = clock.now();
		const isCrowded = this.#isCrowded;
		for (const sender of this.#senders) {
			// One that is not read can't be heard.
			const silence = sender.isResting ? 0 : now - sender.heardAt;
			const {peer} = sender.socket;
			if (sender.isHalfClosed && silence >= longestQuiet) {
				onTrouble(`connection from ${peer}: it was cut, as its sender was told to close it and has said nothing for ${grouped(longestQuiet)} ms`);
				this.#cut(sender, 'its sender did not close the connection when it was told to');
			} else if (isCrowded && sender === this.#favoured && silence >= longestWait) {
				onTrouble(`connection from ${peer}: it was cut, as all others had to wait for the end of its record and it has said nothing for ${grouped(longestWait)} ms`);
				this.#cut(sender, `it sent nothing for ${grouped(longestWait)} ms`);
			} else if (idleTimeout !== undefined && silence >= idleTimeout) {
				onTrouble(`connection from ${peer}: it is closed, as its sender has said nothing for --idle-timeout`);
				this.#halfClose(sender);
			}
		}

		onSweep();
		this.#sweepLater();
	};
}
