import {backoffDelay} from '../../domain/backoff.js';
import {halvesOf, type Batch} from '../../domain/batch.js';
import type {Amount} from '../../domain/ledger.js';
import type {EngineContext} from '../context.js';
import type {DeadLetterPolicy, FailedBatch} from './dead-letter-policy.js';

/** What one worker has handed over and got back: batches that wait for another attempt. */
export class FailedBatches {
	readonly #context: EngineContext;
	readonly #policy: DeadLetterPolicy;
	#failed: FailedBatch[] = [];
	#halves: FailedBatch[] = [];

	constructor(context: EngineContext, policy: DeadLetterPolicy) {
		this.#context = context;
		this.#policy = policy;
	}

	get isEmpty(): boolean {
		return this.#failed.length === 0 && this.#halves.length === 0;
	}

	/** Whether batches were halved, and the halves were not tried yet. */
	get hasHalves(): boolean {
		return this.#halves.length > 0;
	}

	get amount(): Amount {
		let [records, bytes] = [0, 0];
		for (const {batch} of [...this.#failed, ...this.#halves]) {
			records += batch.records;
			bytes += batch.bytes;
		}

		return {records, bytes};
	}

	/** How often these batches have failed in a row, at the most. */
	get attempts(): number {
		let attempts = 0;
		for (const {batch} of this.#failed) {
			attempts = Math.max(attempts, batch.attempts);
		}

		return attempts;
	}

	/** Whether no receiver has asked for time before the next attempt. */
	get mayRetryNow(): boolean {
		return this.#failed.every(({failure}) => failure.retryAfter === undefined);
	}

	/** How long to wait before the next attempt, in milliseconds: at least as long as the receiver asked for, up to the longest back-off. */
	backoff(): number {
		const {settings, random} = this.#context;
		const asked = this.#failed.map(({failure}) => Math.min(failure.retryAfter ?? 0, settings.backoffCap));
		return Math.max(backoffDelay(this.attempts, settings, random), ...asked);
	}

	add(failed: FailedBatch): void {
		this.#failed.push(failed);
	}

	/** Takes all batches out, in the order in which they failed. */
	takeAll(): readonly Batch[] {
		const batches = [...this.#halves, ...this.#failed].map(({batch}) => batch);
		this.#failed = [];
		this.#halves = [];
		return batches;
	}

	/** Takes out what the next attempt is for: the halves where there are some, since they need not wait, or all. */
	takeNext(): readonly Batch[] {
		if (!this.hasHalves) {
			return this.takeAll();
		}

		const batches = this.#halves.map(({batch}) => batch);
		this.#halves = [];
		return batches;
	}

	/** Takes out the batches that no attempt would deliver, after they went to the dead letters or were dropped. Those of which a part may be delivered it halves. */
	giveUp(): readonly Batch[] {
		const given: Batch[] = [];
		const kept: FailedBatch[] = [];
		for (const failed of this.#failed) {
			if (isDivisible(failed)) {
				this.#halves.push(...halvesOf(failed.batch).map(batch => ({...failed, batch})));
			} else if (this.#policy.giveUp(failed)) {
				given.push(failed.batch);
			} else {
				kept.push(failed);
			}
		}

		this.#failed = kept;
		return given;
	}
}

/** Whether the receiver may take a part of the records that it has refused together. */
function isDivisible({batch, failure}: FailedBatch): boolean {
	return failure.kind === 'refused' && failure.isDivisible === true && batch.records > 1;
}
