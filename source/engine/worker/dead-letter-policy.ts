import {recordsOf, type Batch} from '../../domain/batch.js';
import type {SinkFailure} from '../../domain/sink-failure.js';
import {countOf} from '../../text/format.js';
import {describeError} from '../../text/system-error.js';
import type {EngineContext} from '../context.js';
import type {DeadLetters} from '../ports/dead-letters.js';

/** A batch that was not delivered, and why. */
export type FailedBatch = {readonly batch: Batch; readonly failure: SinkFailure};

/** Decides which records no attempt would deliver, and puts them among the dead letters or drops them with a reason. */
export class DeadLetterPolicy {
	readonly #context: EngineContext;
	readonly #deadLetters: DeadLetters;

	constructor(context: EngineContext, deadLetters: DeadLetters) {
		this.#context = context;
		this.#deadLetters = deadLetters;
	}

	/**
	Lets go of a batch if no further attempt would deliver it, and says whether it did.

	The batch is dropped where the receiver is gone. It becomes a dead letter where the receiver refuses it for good or has failed too often; while dead letters can't be written, the batch stays with its worker.
	*/
	giveUp(failed: FailedBatch): boolean {
		const {batch, failure} = failed;
		if (failure.kind === 'closed') {
			this.#context.totals.dropped.sinkClosed.add(batch.records, batch.bytes);
			return true;
		}

		return this.#isHopeless(failed) && this.#keep(failed);
	}

	#isHopeless({batch, failure}: FailedBatch): boolean {
		const {maxAttempts} = this.#context.settings;
		return failure.kind === 'refused' || (failure.kind === 'retry' && maxAttempts !== 'unlimited' && batch.countedFailures >= maxAttempts);
	}

	#keep({batch, failure}: FailedBatch): boolean {
		const {totals, log} = this.#context;
		const {name} = this.#deadLetters;
		const reason = failure.kind === 'refused' ? failure.message : `${failure.message} (${batch.attempts} attempts)`;
		try {
			this.#deadLetters.keep(recordsOf(batch), reason);
		} catch (error) {
			log.add({level: 'error', source: 'sink', message: `dead letters can't be written to ${name}: ${describeError(error)}`});
			return false;
		}

		totals.deadLettered.add(batch.records, batch.bytes);
		log.add({
			level: 'error', source: 'sink', message: `${countOf(batch.records, 'record')} dead-lettered to ${name}`, detail: reason,
		});
		return true;
	}
}
