import {setMaxListeners} from 'node:events';
import {maybeDeliveredRecords, type Batch} from '../../domain/batch.js';
import type {Amount} from '../../domain/ledger.js';
import type {Complete, Sink} from '../ports/sink.js';
import type {Totals} from '../metrics/totals.js';

export type InFlightParts = {
	readonly sink: Sink;
	readonly totals: Totals;

	/** Asks for an engine turn, in which the sink commits. */
	readonly requestTurn: () => void;
};

/** What one worker has at the sink: batches that were handed over and are not answered yet. */
export class InFlightBatches {
	readonly #parts: InFlightParts;
	readonly #onAnswer: Complete;
	readonly #cancellation = new AbortController();
	#batches = 0;
	#records = 0;
	#bytes = 0;

	constructor(parts: InFlightParts, onAnswer: Complete) {
		this.#parts = parts;
		this.#onAnswer = onAnswer;

		// A sink may listen for each batch of a window: Node would warn of a leak on the user's screen.
		setMaxListeners(0, this.#cancellation.signal);
	}

	get batches(): number {
		return this.#batches;
	}

	get amount(): Amount {
		return {records: this.#records, bytes: this.#bytes};
	}

	/** Whether what is out was taken back: it comes back as failed, but nobody has failed. */
	get isCancelled(): boolean {
		return this.#cancellation.signal.aborted;
	}

	/** Hands a batch over; `at` is the time, in monotonic milliseconds. */
	send(batch: Batch, at: number): void {
		const {sink, totals, requestTurn} = this.#parts;
		batch.sentAt = at;
		batch.attempts++;
		totals.resent += maybeDeliveredRecords(batch);
		this.#batches++;
		this.#records += batch.records;
		this.#bytes += batch.bytes;
		sink.write(batch, this.#complete, this.#cancellation.signal);
		requestTurn();
	}

	/** Takes back what is out, as far as it goes. */
	cancel(): void {
		this.#cancellation.abort();
	}

	readonly #complete: Complete = (batch, failure, at) => {
		this.#batches--;
		this.#records -= batch.records;
		this.#bytes -= batch.bytes;
		this.#onAnswer(batch, failure, at);
	};
}
