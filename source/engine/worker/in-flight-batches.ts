import {setMaxListeners} from 'node:events';
import {maybeDeliveredRecords, type Batch} from '../../domain/batch.js';
import type {Amount} from '../../domain/ledger.js';
import type {Totals} from '../metrics/totals.js';
import type {Complete} from '../ports/sink.js';
import type {FaultySink} from '../sink/faulty-sink.js';

/** What one worker has at the sink: batches that were handed over and are not completed yet. */
export class InFlightBatches {
	readonly #sink: FaultySink;
	readonly #totals: Totals;
	readonly #onComplete: Complete;
	readonly #cancellation = new AbortController();
	#batches = 0;
	#records = 0;
	#bytes = 0;

	constructor(sink: FaultySink, totals: Totals, onComplete: Complete) {
		this.#sink = sink;
		this.#totals = totals;
		this.#onComplete = onComplete;

		// A sink may listen once for each batch in flight: Node would warn of a leak on the user's screen.
		setMaxListeners(0, this.#cancellation.signal);
	}

	get batches(): number {
		return this.#batches;
	}

	get amount(): Amount {
		return {records: this.#records, bytes: this.#bytes};
	}

	/** Whether the worker has taken its batches back: they come back as failed, though the sink has not failed. */
	get isCancelled(): boolean {
		return this.#cancellation.signal.aborted;
	}

	/** Hands a batch over; `at` is the time, in monotonic milliseconds. */
	send(batch: Batch, at: number): void {
		batch.sentAt = at;
		batch.attempts++;
		this.#totals.resent += maybeDeliveredRecords(batch);
		this.#batches++;
		this.#records += batch.records;
		this.#bytes += batch.bytes;
		this.#sink.write(batch, this.#complete, this.#cancellation.signal);
	}

	/** Takes back what is at the sink, as far as it can be taken back. */
	cancel(): void {
		this.#cancellation.abort();
	}

	readonly #complete: Complete = (batch, failure, at) => {
		this.#batches--;
		this.#records -= batch.records;
		this.#bytes -= batch.bytes;
		this.#onComplete(batch, failure, at);
	};
}
