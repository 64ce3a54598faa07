import {recordsOf, type Batch} from '../../domain/batch.js';
import type {SinkFailure} from '../../domain/sink-failure.js';
import type {Settings} from '../../settings/settings.js';
import type {EventLog} from '../metrics/event-log.js';
import type {DeadLetters} from '../ports/dead-letters.js';
import type {Queue} from '../ports/queue.js';
import type {RefusedRecord} from '../ports/source.js';
import {describeError} from '../../text/system-error.js';
import type {Totals} from '../metrics/totals.js';

/** A batch that was not delivered, and why. */
export type Failed = {readonly batch: Batch; readonly failure: SinkFailure};

export type DeadLetterPolicyParts = {
	readonly settings: Settings;
	readonly queue: Queue;
	readonly deadLetters: DeadLetters;
	readonly totals: Totals;
	readonly log: EventLog;
};

/** Where records end that nobody will ever take: in the dead letters, or dropped with a reason. */
export class DeadLetterPolicy {
	readonly #parts: DeadLetterPolicyParts;

	constructor(parts: DeadLetterPolicyParts) {
		this.#parts = parts;
	}

	/** Lets go of a batch if no further attempt would deliver it: dropped where the receiver is gone, a dead letter where it refuses it for good or has failed too often. Says whether it did. */
	giveUp(failed: Failed): boolean {
		if (failed.failure.kind === 'closed') {
			this.#drop(failed.batch);
			return true;
		}

		return this.#isHopeless(failed) && this.#deadLetter(failed);
	}

	/** A record that can't enter is accepted all the same, so that it is in the ledger, and goes to the dead letters. */
	refuse({bytes, size, reason}: RefusedRecord): void {
		const {deadLetters, totals, log} = this.#parts;
		totals.accepted.add(1, size);
		try {
			deadLetters.keep([bytes], reason);
			totals.deadLettered.add(1, size);
			log.add({
				level: 'error', source: 'source', message: `a record was dead-lettered to ${deadLetters.name}`, detail: reason,
			});
		} catch (error) {
			totals.dropped.deadLetterFailed.add(1, size);
			log.add({
				level: 'error', source: 'source', message: `a record was dropped: dead letters can't be written to ${deadLetters.name}`, detail: describeError(error),
			});
		}
	}

	#isHopeless({batch, failure}: Failed): boolean {
		const {maxAttempts} = this.#parts.settings;
		return failure.kind === 'refused' || (failure.kind === 'retry' && maxAttempts !== 'unlimited' && batch.countedFailures >= maxAttempts);
	}

	#deadLetter({batch, failure}: Failed): boolean {
		const {deadLetters, totals, queue, log} = this.#parts;
		const reason = failure.kind === 'refused' ? failure.message : `${failure.message} (${batch.attempts} attempts)`;
		try {
			deadLetters.keep(recordsOf(batch), reason);
		} catch (error) {
			log.add({level: 'error', source: 'sink', message: `dead letters can't be written to ${deadLetters.name}: ${describeError(error)}`});
			return false;
		}

		totals.deadLettered.add(batch.records, batch.bytes);
		log.add({
			level: 'error', source: 'sink', message: `${batch.records} records dead-lettered to ${deadLetters.name}`, detail: reason,
		});
		queue.ack(batch);
		return true;
	}

	#drop(batch: Batch): void {
		this.#parts.totals.dropped.sinkClosed.add(batch.records, batch.bytes);
		this.#parts.queue.ack(batch);
	}
}
