import type {ScalingDecision} from '../../domain/scaling/policy.js';
import {scalingPolicies} from '../../domain/scaling/registry.js';
import type {Settings} from '../../settings/settings.js';
import type {LatencyMeter} from '../metrics/latency-meter.js';
import type {Clock} from '../ports/clock.js';
import type {Queue} from '../ports/queue.js';
import type {Source} from '../ports/source.js';
import type {Pacer} from '../producer/pacer.js';
import type {Totals} from '../metrics/totals.js';

export type AutoscalerParts = {
	readonly settings: Settings;
	readonly clock: Clock;
	readonly source: Source;
	readonly queue: Queue;
	readonly pacer: Pacer;
	readonly totals: Totals;
	readonly flushTime: LatencyMeter;

	/** Workers that take part now. */
	readonly workers: () => number;

	/** Tells the pipeline's machine. */
	readonly ask: (decision: ScalingDecision) => void;
};

/** The share of a scaling interval that a change is given to show. */
const cooldownShare = 0.5;

type Baseline = {
	readonly at: number;
	readonly free: number;
	readonly accepted: number;
	readonly flushes: {readonly count: number; readonly sum: number};
};

/** The hands of the scaler: gathers what has happened since it began to look, and asks the policy. */
export class Autoscaler {
	readonly #parts: AutoscalerParts;
	#since: Baseline;
	#usageSum = 0;
	#usageSamples = 0;
	#flushTime: number | undefined;
	#wantsChange = false;
	#decision: ScalingDecision;

	constructor(parts: AutoscalerParts) {
		this.#parts = parts;
		this.#since = this.#baseline();
		this.#decision = {desired: parts.settings.minWorkers, reason: 'started'};
	}

	/** The last decision. */
	get decision(): ScalingDecision {
		return this.#decision;
	}

	/** Whether it asks for another number of workers than there were. */
	get wantsChange(): boolean {
		return this.#wantsChange;
	}

	get observation(): number {
		const {scaleInterval} = this.#parts.settings;
		return this.#wantsChange ? scaleInterval * (1 - cooldownShare) : scaleInterval;
	}

	get cooldown(): number {
		return this.#parts.settings.scaleInterval * cooldownShare;
	}

	/** Forgets what was seen. */
	observe(): void {
		this.#since = this.#baseline();
		this.#usageSum = 0;
		this.#usageSamples = 0;
	}

	/** Takes a look at the queue; called by whoever changes it, some hundred times a second at the most. */
	sample(): void {
		const {queue} = this.#parts;
		this.#usageSum += queue.depth / queue.capacity;
		this.#usageSamples++;
	}

	/** Decides by what was seen. */
	decide(): void {
		const {settings, workers} = this.#parts;
		this.sample();
		this.#decision = scalingPolicies[settings.scaler].decide(this.#metrics(), settings);
		this.#wantsChange = this.#decision.desired !== workers();
	}

	scale(): void {
		this.#parts.ask(this.#decision);
	}

	#baseline(): Baseline {
		const {clock, pacer, totals, flushTime} = this.#parts;
		return {
			at: clock.now(), free: pacer.timeUnder().free, accepted: totals.accepted.records, flushes: flushTime.tally,
		};
	}

	#metrics() {
		const {source, pacer, workers} = this.#parts;
		const now = this.#baseline();
		const elapsed = Math.max(1, now.at - this.#since.at);
		const flushes = now.flushes.count - this.#since.flushes.count;
		if (flushes > 0) {
			this.#flushTime = (now.flushes.sum - this.#since.flushes.sum) / flushes;
		}

		return {
			workers: workers(),
			usage: this.#usageSum / this.#usageSamples,
			heldBack: Math.max(0, 1 - ((now.free - this.#since.free) / elapsed)),
			arrivalRate: source.isGenerated && pacer.targetRate !== 'max' ? pacer.targetRate : (now.accepted - this.#since.accepted) * 1000 / elapsed,
			flushTime: this.#flushTime,
		};
	}
}
