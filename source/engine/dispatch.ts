import {setMaxListeners} from 'node:events';
import {suspectRecords, type Batch} from '../domain/batch.js';
import type {Amount} from '../domain/ledger.js';
import type {Settle, Sink} from './ports/sink.js';
import type {Totals} from './totals.js';

export type DispatchParts = {
	readonly sink: Sink;
	readonly totals: Totals;

	/** Asks for an engine turn, in which the sink commits. */
	readonly requestTurn: () => void;
};

/** What one worker has at the sink: batches that were handed over and are not answered yet. */
export class Dispatch {
	readonly #parts: DispatchParts;
	readonly #onAnswer: Settle;
	readonly #withdrawal = new AbortController();
	#batches = 0;
	#records = 0;
	#bytes = 0;

	constructor(parts: DispatchParts, onAnswer: Settle) {
		this.#parts = parts;
		this.#onAnswer = onAnswer;

		// A sink may listen for each batch of a window: Node would warn of a leak on the user's screen.
		setMaxListeners(0, this.#withdrawal.signal);
	}

	get batches(): number {
		return this.#batches;
	}

	get amount(): Amount {
		return {records: this.#records, bytes: this.#bytes};
	}

	/** Whether what is out was taken back: it comes back as failed, but nobody has failed. */
	get isWithdrawn(): boolean {
		return this.#withdrawal.signal.aborted;
	}

	/** Hands a batch over; `at` is the time, in monotonic milliseconds. */
	send(batch: Batch, at: number): void {
		const {sink, totals, requestTurn} = this.#parts;
		batch.sentAt = at;
		batch.attempts++;
		totals.resent += suspectRecords(batch);
		this.#batches++;
		this.#records += batch.records;
		this.#bytes += batch.bytes;
		sink.write(batch, this.#settle, this.#withdrawal.signal);
		requestTurn();
	}

	/** Takes back what is out, as far as it goes. */
	withdraw(): void {
		this.#withdrawal.abort();
	}

	readonly #settle: Settle = (batch, failure, at) => {
		this.#batches--;
		this.#records -= batch.records;
		this.#bytes -= batch.bytes;
		this.#onAnswer(batch, failure, at);
	};
}
