import fs from 'node:fs';
import {add, nothing, type Amount} from '../../domain/ledger.js';
import type {SinkFailure} from '../../domain/sink-failure.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Sink, SinkEvents} from '../../engine/ports/sink.js';
import {countOf} from '../../text/format.js';
import {describeError} from '../../text/system-error.js';
import {createGroupWriter} from '../writing/group-writer.js';
import type {PendingBatch} from '../writing/pending-batch.js';
import {isAt, openToAppend} from './appended-file.js';
import {describeFinding, WatchedFile, type Finding} from './watched-file.js';

/** How often the path is compared with the open file, in milliseconds. */
const lookInterval = 1000;

type FileSinkOptions = {
	/** The file to append to; it is made where there is none. */
	readonly path: string;
	readonly clock: Clock;
};

/**
Appends records to a local file and confirms what the system has taken.

A crash of its writer may have left the file with a torn record at its end: that record gets its newline first. Where another file has the path, since logs were rotated or the file was removed, the next records go there. Where a removed file can't be made again, nothing is confirmed until it can.
*/
export class FileSink implements Sink {
	readonly name: string;
	readonly #path: string;
	readonly #clock: Clock;
	#events: SinkEvents | undefined;
	#opened: WatchedFile | undefined;
	#lookedAt = 0;
	#timer: number | undefined;
	#unreachable = nothing;

	/** What was said when the path could not be opened anew: it is said once. */
	#stuck: string | undefined;

	/** Handed over while the open file is removed and there is no other. */
	#held: PendingBatch[] | undefined;
	#problem = '';
	#closing: Promise<unknown> = Promise.resolve();

	constructor({path, clock}: FileSinkOptions) {
		this.name = `file:${path}`;
		this.#path = path;
		this.#clock = clock;
	}

	get maxInFlight(): number {
		return 512;
	}

	get unreachable(): Amount {
		return this.#unreachable;
	}

	async open(events?: SinkEvents): Promise<void> {
		this.#events = events;
		this.#opened = this.#openPath();
		this.#lookedAt = this.#clock.now();
	}

	readonly write: Sink['write'] = (batch, complete, signal) => {
		if (this.#held === undefined) {
			this.#opened?.writer.write(batch, complete, signal);
		} else {
			this.#held.push({batch, complete, signal});
		}
	};

	commit(): void {
		if (this.#clock.now() - this.#lookedAt >= lookInterval) {
			this.#look();
		}

		this.#opened?.writer.commit();
		this.#failHeld();
		if (this.#timer === undefined && this.#opened?.isRegular) {
			// The last records of a run may be followed by no other that looks.
			this.#timer = this.#clock.setTimeout(() => {
				this.#timer = undefined;
				this.#look();
			}, lookInterval);
		}
	}

	reopen(): void {
		const opened = this.#opened;
		if (opened?.isRegular) {
			this.#switch(opened, this.#check(opened), 'as asked');
		}
	}

	async close(): Promise<void> {
		const opened = this.#opened;
		this.#opened = undefined;
		this.#held = undefined;
		if (this.#timer !== undefined) {
			this.#clock.clearTimeout(this.#timer);
		}

		await this.#closing;
		if (opened !== undefined) {
			await this.#closeFile(opened);
		}
	}

	#openPath(): WatchedFile {
		const {fd, isRegular, torn} = openToAppend(this.#path);
		if (torn > 0) {
			this.#events?.onEvent('warning', `${this.name} ended within a record: its last ${countOf(torn, 'byte')} have got a newline`, 'another program did not finish it');
		}

		return new WatchedFile(fd, isRegular, createGroupWriter({
			fd, name: this.name, canCut: isRegular, clock: this.#clock,
		}));
	}

	/** Opens the path anew where it names another file than the open one, or none. */
	#look(): void {
		this.#lookedAt = this.#clock.now();
		const opened = this.#opened;
		if (!opened?.isRegular) {
			return;
		}

		const state = this.#check(opened);
		if (state === 'removed') {
			this.#switch(opened, state, 'the file was removed');
		} else if (!isAt(this.#path, opened.fd)) {
			this.#switch(opened, state, 'the file was renamed');
		}
	}

	/** What has become of an open file. Says and counts what nobody can reach any more. */
	#check(opened: WatchedFile): Finding['state'] {
		const finding = opened.look();
		this.#unreachable = add(this.#unreachable, finding.unreachable);
		const said = describeFinding(finding);
		if (said !== undefined) {
			this.#events?.onEvent('warning', `${this.name} ${said.message}`, said.detail);
		}

		return finding.state;
	}

	/** Goes on in the file that the path names now. What was handed over and not written goes there as well. */
	#switch(old: WatchedFile, state: Finding['state'], why: string): void {
		let opened: WatchedFile;
		try {
			opened = this.#openPath();
		} catch (error) {
			this.#stay(old, state, why, describeError(error));
			return;
		}

		for (const {batch, complete, signal} of [...old.writer.takeGathered(), ...this.#held ?? []]) {
			opened.writer.write(batch, complete, signal);
		}

		this.#opened = opened;
		this.#closing = Promise.all([this.#closing, this.#leave(old)]);
		this.#stuck = undefined;
		this.#held = undefined;
		this.#events?.onEvent('info', `${this.name} opened anew`, why);
		this.#commitSoon();
	}

	/** The path can't be opened anew. A renamed file can be read by another program and is written on; of a removed one that would be lost. */
	#stay(old: WatchedFile, state: Finding['state'], why: string, problem: string): void {
		const stuck = `can't be opened anew, and ${state === 'removed' ? 'its records wait' : 'the old file is written on'} (${why})`;
		if (this.#stuck !== stuck) {
			this.#events?.onEvent('warning', `${this.name} ${stuck}`, problem);
		}

		this.#stuck = stuck;
		this.#problem = problem;
		if (state === 'removed') {
			this.#held = [...this.#held ?? [], ...old.writer.takeGathered()];
			this.#commitSoon();
		}
	}

	/** What was handed over earlier may be followed by no other tick. */
	#commitSoon(): void {
		this.#clock.defer(() => {
			this.#opened?.writer.commit();
			this.#failHeld();
		});
	}

	#failHeld(): void {
		const held = this.#held ?? [];
		if (held.length > 0) {
			const failure: SinkFailure = {kind: 'retry', message: `${this.name} was removed: ${this.#problem}`, outcomeUnknown: false};
			this.#held = [];
			for (const {batch, complete} of held) {
				complete(batch, failure);
			}
		}
	}

	async #leave(old: WatchedFile): Promise<void> {
		try {
			await this.#closeFile(old);
		} catch (error) {
			this.#events?.onEvent('warning', `can't close the file that was ${this.name} before`, describeError(error));
		}
	}

	/** Waits for what is still being written to a file, then looks for the last time what has become of it. */
	async #closeFile(opened: WatchedFile): Promise<void> {
		await opened.writer.close();
		this.#check(opened);
		fs.closeSync(opened.fd);
	}
}
