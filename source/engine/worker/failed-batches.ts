import {backoffDelay} from '../../domain/backoff.js';
import type {Batch} from '../../domain/batch.js';
import type {Amount} from '../../domain/ledger.js';
import type {EngineContext} from '../context.js';
import type {DeadLetterPolicy, FailedBatch} from './dead-letter-policy.js';

/** What one worker has handed over and got back: batches that wait for another attempt. */
export class FailedBatches {
	readonly #context: EngineContext;
	readonly #policy: DeadLetterPolicy;
	#failed: FailedBatch[] = [];

	constructor(context: EngineContext, policy: DeadLetterPolicy) {
		this.#context = context;
		this.#policy = policy;
	}

	get isEmpty(): boolean {
		return this.#failed.length === 0;
	}

	get amount(): Amount {
		let [records, bytes] = [0, 0];
		for (const {batch} of this.#failed) {
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

	/** How long to wait before the next attempt, in milliseconds: at least as long as the receiver asked for. */
	backoff(): number {
		const {settings, random} = this.#context;
		const asked = this.#failed.map(({failure}) => failure.retryAfter ?? 0);
		return Math.max(backoffDelay(this.attempts, settings, random), ...asked);
	}

	add(failed: FailedBatch): void {
		this.#failed.push(failed);
	}

	/** Takes all batches out, in the order in which they failed. */
	takeAll(): readonly Batch[] {
		const batches = this.#failed.map(({batch}) => batch);
		this.#failed = [];
		return batches;
	}

	/** Takes out the batches that no attempt would deliver, after they went to the dead letters or were dropped. */
	giveUp(): readonly Batch[] {
		const given: Batch[] = [];
		const kept: FailedBatch[] = [];
		for (const failed of this.#failed) {
			if (this.#policy.giveUp(failed)) {
				given.push(failed.batch);
			} else {
				kept.push(failed);
			}
		}

		this.#failed = kept;
		return given;
	}
}
