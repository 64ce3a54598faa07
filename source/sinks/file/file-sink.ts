import fs from 'node:fs';
import {nothing, subtract, type Amount} from '../../domain/ledger.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Sink, SinkEvents} from '../../engine/ports/sink.js';
import {grouped} from '../../text/format.js';
import {describeError} from '../../text/system-error.js';
import {createGroupWriter, type GroupWriter} from '../writing/group-writer.js';
import {isAt, isRemoved, openToAppend} from './appended-file.js';

/** How often the path is compared with the open file, in milliseconds. */
const lookInterval = 1000;

type FileSinkOptions = {
	/** The file to append to; it is made where there is none. */
	readonly path: string;
	readonly clock: Clock;
};

type Opened = {
	readonly fd: number;
	readonly writer: GroupWriter;

	/** Whether the file can be renamed and removed, as a device can't. */
	readonly isRegular: boolean;

	/** What had been confirmed when the file was last seen to have a name. */
	reachable: Amount;
};

/**
Appends records to a local file and confirms what the system has taken.

A crash of its writer may have left the file with a torn record at its end: that record gets its newline first. Where another file has the path, since logs were rotated or the file was removed, the next records go there.
*/
export class FileSink implements Sink {
	readonly name: string;
	readonly #path: string;
	readonly #clock: Clock;
	#events: SinkEvents | undefined;
	#opened: Opened | undefined;
	#lookedAt = 0;

	/** Whether the path could not be opened anew, which is said once. */
	#isStuck = false;
	#closing: Promise<unknown> = Promise.resolve();

	constructor({path, clock}: FileSinkOptions) {
		this.name = `file:${path}`;
		this.#path = path;
		this.#clock = clock;
	}

	get maxInFlight(): number {
		return 512;
	}

	async open(events?: SinkEvents): Promise<void> {
		this.#events = events;
		this.#opened = this.#openPath();
		this.#lookedAt = this.#clock.now();
	}

	readonly write: Sink['write'] = (batch, complete, signal) => {
		this.#opened?.writer.write(batch, complete, signal);
	};

	commit(): void {
		const now = this.#clock.now();
		if (now - this.#lookedAt >= lookInterval) {
			this.#lookedAt = now;
			this.#look();
		}

		this.#opened?.writer.commit();
	}

	reopen(): void {
		const opened = this.#opened;
		if (opened?.isRegular) {
			this.#checkReachable(opened);
			this.#switch(opened, 'as asked');
		}
	}

	async close(): Promise<void> {
		const opened = this.#opened;
		this.#opened = undefined;
		if (opened !== undefined) {
			await opened.writer.close();
			this.#checkReachable(opened);
			fs.closeSync(opened.fd);
		}

		await this.#closing;
	}

	#openPath(): Opened {
		const {fd, isRegular, torn} = openToAppend(this.#path);
		if (torn > 0) {
			this.#events?.onEvent('warning', `${this.name} ended within a record: its last ${grouped(torn)} bytes have got a newline`, 'another program did not finish it');
		}

		const writer = createGroupWriter({
			fd, name: this.name, canCut: isRegular, clock: this.#clock,
		});
		return {
			fd, writer, isRegular, reachable: nothing,
		};
	}

	/** Opens the path anew where it names another file than the open one, or none. */
	#look(): void {
		const opened = this.#opened;
		if (!opened?.isRegular) {
			return;
		}

		if (!this.#checkReachable(opened)) {
			this.#switch(opened, 'the file was removed');
		} else if (!isAt(this.#path, opened.fd)) {
			this.#switch(opened, 'the file was renamed');
		}
	}

	/** Whether the open file has a name, as a device always has. Where it has none, says what was written to it since it had one. */
	#checkReachable(opened: Opened): boolean {
		if (!opened.isRegular || !isRemoved(opened.fd)) {
			opened.reachable = opened.writer.confirmed;
			return true;
		}

		const {records, bytes} = subtract(opened.writer.confirmed, opened.reachable);
		opened.reachable = opened.writer.confirmed;
		if (records > 0) {
			this.#events?.onEvent('warning', `${this.name} was removed: up to ${grouped(records)} records (${grouped(bytes)} bytes) were written to it after that, and can't be reached any more`, 'they count as delivered');
		}

		return false;
	}

	/** Goes on in the file that the path names now. What was handed over and not written goes there as well. */
	#switch(old: Opened, why: string): void {
		try {
			const opened = this.#openPath();
			for (const {batch, complete, signal} of old.writer.takeGathered()) {
				opened.writer.write(batch, complete, signal);
			}

			this.#opened = opened;
			this.#closing = Promise.all([this.#closing, closeOld(old)]);
			this.#isStuck = false;
			this.#events?.onEvent('info', `${this.name} opened anew`, why);
		} catch (error) {
			if (!this.#isStuck) {
				this.#isStuck = true;
				this.#events?.onEvent('warning', `${this.name} can't be opened anew, and the old file is written on (${why})`, describeError(error));
			}
		}
	}
}

async function closeOld({writer, fd}: Opened): Promise<void> {
	await writer.close();
	fs.closeSync(fd);
}
