import {nothing, type Amount} from '../../domain/ledger.js';
import {describeError} from '../../text/system-error.js';
import type {EngineContext} from '../context.js';
import type {DeadLetters} from '../ports/dead-letters.js';
import type {RefusedRecord} from '../ports/source.js';

/** How long to wait before dead letters are tried again, in milliseconds. */
const retryInterval = 1000;

/** The most bytes that wait for dead letters to be writable again. */
const mostWaiting = 64 * (1024 ** 2);

/** The most records that wait. */
const mostRecords = 10_000;

/**
Takes the records that can't enter the pipeline to the dead letters. Each counts as accepted, so that it is in the ledger.

While dead letters can't be written, the records wait, up to a bound, and are tried again once a second; a drain waits for them. They are tried a last time at the end. Those beyond the bound, and those that fail at the end, are dropped: counted and said.
*/
export class RefusedRecords {
	readonly #context: EngineContext;
	readonly #deadLetters: DeadLetters;
	readonly #onKept: () => void;
	#waiting: RefusedRecord[] = [];
	#waitingBytes = 0;

	/** The size of those that wait, as the ledger counts it. */
	#amount = nothing;
	#timer: number | undefined;
	#isDropping = false;

	/** `onKept` is told when none waits any more: a drain may wait for it. */
	constructor(context: EngineContext, deadLetters: DeadLetters, onKept: () => void) {
		this.#context = context;
		this.#deadLetters = deadLetters;
		this.#onKept = onKept;
	}

	/** What waits: accepted, and neither among the dead letters nor dropped. */
	get waiting(): Amount {
		return this.#amount;
	}

	refuse(record: RefusedRecord): void {
		this.#context.totals.accepted.add(1, record.size);
		const problem = this.#waiting.length === 0 ? this.#keep(record) : undefined;
		if (this.#waiting.length > 0 || problem !== undefined) {
			this.#wait(record, problem);
		}
	}

	/** The end: tries what waits a last time. */
	close(): void {
		this.#context.clock.clearTimeout(this.#timer ?? 0);
		const problem = this.#keepWaiting();
		for (const record of this.#takeAll()) {
			this.#drop(record, problem);
		}
	}

	#wait(record: RefusedRecord, problem: unknown): void {
		const {clock, log} = this.#context;
		if (this.#waitingBytes + record.bytes.length > mostWaiting || this.#waiting.length >= mostRecords) {
			this.#drop(record, problem);
			return;
		}

		if (this.#waiting.length === 0) {
			log.add({
				level: 'error', source: 'source', message: `dead letters can't be written to ${this.#deadLetters.name}: refused records wait`, detail: describeError(problem),
			});
			this.#timer = clock.setTimeout(this.#retry, retryInterval);
		}

		this.#waiting.push(record);
		this.#waitingBytes += record.bytes.length;
		this.#amount = {records: this.#amount.records + 1, bytes: this.#amount.bytes + record.size};
	}

	readonly #retry = (): void => {
		this.#keepWaiting();
		if (this.#waiting.length > 0) {
			this.#timer = this.#context.clock.setTimeout(this.#retry, retryInterval);
		} else {
			this.#onKept();
		}
	};

	/** Keeps what waits, in order, up to the first that can't be kept; returns why it can't. */
	#keepWaiting(): unknown {
		const records = this.#takeAll();
		for (const [index, record] of records.entries()) {
			const problem = this.#keep(record);
			if (problem !== undefined) {
				this.#putBack(records.slice(index));
				return problem;
			}
		}

		return undefined;
	}

	#takeAll(): readonly RefusedRecord[] {
		const records = this.#waiting;
		this.#putBack([]);
		return records;
	}

	#putBack(records: RefusedRecord[]): void {
		let [kept, bytes] = [0, 0];
		for (const record of records) {
			kept += record.bytes.length;
			bytes += record.size;
		}

		this.#waiting = records;
		this.#waitingBytes = kept;
		this.#amount = {records: records.length, bytes};
	}

	/** Returns why the record can't be kept, or nothing where it was. */
	#keep({bytes, size, reason}: RefusedRecord): unknown {
		const {totals, log} = this.#context;
		const {name} = this.#deadLetters;
		const missing = size - bytes.length;
		try {
			this.#deadLetters.keep([bytes], reason, missing > 0 ? size : undefined);
		} catch (error) {
			return error;
		}

		this.#isDropping = false;
		totals.deadLettered.add(1, size);
		if (missing > 0) {
			totals.cut.add(1, missing);
		}

		log.add({
			level: 'error', source: 'source', message: `1 record dead-lettered to ${name}`, detail: missing > 0 ? `${reason}; its last ${missing} bytes were cut` : reason,
		});
		return undefined;
	}

	/** Says it once until records can be kept again: the ledger has how many. */
	#drop({size}: RefusedRecord, problem: unknown): void {
		const {totals, log} = this.#context;
		totals.dropped.deadLetterFailed.add(1, size);
		if (!this.#isDropping) {
			this.#isDropping = true;
			log.add({
				level: 'error',
				source: 'source',
				message: `a record was dropped: dead letters can't be written to ${this.#deadLetters.name}`,
				detail: problem === undefined ? 'too many wait already; the ledger counts what follows' : describeError(problem),
			});
		}
	}
}
