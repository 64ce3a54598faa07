import type {ScalingDecision, ScalingMetrics} from '../../domain/scaling/policy.js';
import {isHeldBack} from '../../domain/scaling/decision.js';
import {scalingPolicies} from '../../domain/scaling/registry.js';
import type {ScalerSnapshot} from '../../contract/snapshot.js';
import type {ScalerPort} from '../../machines/scaler-port.js';
import type {EngineContext} from '../context.js';
import type {LatencyMeter} from '../metrics/latency-meter.js';
import type {Queue} from '../ports/queue.js';
import type {Pacer} from '../producer/pacer.js';
import {Restrainer, type Measured} from './restrainer.js';

/** The share of a scaling interval that a change is given to show. */
const cooldownShare = 0.5;

export type AutoscalerOptions = {
	readonly queue: Queue;
	readonly pacer: Pacer;
	readonly flushTime: LatencyMeter;

	/** Whether the program makes the records itself: then the rate that it aims at is the demand. */
	readonly isGenerated: boolean;

	/** Workers that take part now. */
	readonly workers: () => number;

	/** What was done to the sink and to the workers on purpose. Once it is other than before, what was learned of the workers holds no longer. */
	readonly conditions?: () => unknown;
};

type Baseline = {
	readonly at: number;
	readonly free: number;
	readonly accepted: number;
	readonly flushes: {readonly count: number; readonly sum: number};
	readonly delivered: number;
	readonly failures: number;
};

/** The measuring side of the scaler: gathers what happens while the machine watches, and asks the policy. */
export class Autoscaler implements ScalerPort {
	readonly #context: EngineContext;
	readonly #options: AutoscalerOptions;
	readonly #restrainer: Restrainer;
	#since: Baseline;
	#usageSum = 0;
	#usageSamples = 0;
	#flushTime: number | undefined;
	#changeIsDue = false;
	#decision: ScalingDecision;

	constructor(context: EngineContext, options: AutoscalerOptions) {
		this.#context = context;
		this.#options = options;
		this.#restrainer = new Restrainer(context);
		this.#since = this.#baseline();
		this.#decision = {desired: context.settings.minWorkers, reason: 'started'};
	}

	get decision(): ScalingDecision {
		return this.#decision;
	}

	get changeIsDue(): boolean {
		return this.#changeIsDue;
	}

	get observation(): number {
		const {scaleInterval} = this.#context.settings;
		return this.#changeIsDue ? scaleInterval * (1 - cooldownShare) : scaleInterval;
	}

	get cooldown(): number {
		return this.#context.settings.scaleInterval * cooldownShare;
	}

	/** Workers that were taken back, as they had brought nothing, while none is added for that. */
	get takenBack(): ScalerSnapshot['takenBack'] {
		return this.#restrainer.takenBack;
	}

	observe(): void {
		this.#since = this.#baseline();
		this.#usageSum = 0;
		this.#usageSamples = 0;
	}

	/** Takes a sample of the queue's usage. The producer calls it when it has filled the queue, some hundred times a second at the most. */
	sampleQueue(): void {
		const {queue} = this.#options;
		this.#usageSum += queue.depth / queue.capacity;
		this.#usageSamples++;
	}

	decide(): void {
		const {settings} = this.#context;
		this.sampleQueue();
		const metrics = this.#metrics();
		const decision = scalingPolicies[settings.scaler].decide(metrics, settings);
		this.#decision = this.#restrainer.restrain(decision, this.#measured(metrics));
		this.#changeIsDue = this.#decision.desired !== this.#options.workers();
	}

	#baseline(): Baseline {
		const {clock, totals} = this.#context;
		const {pacer, flushTime} = this.#options;
		return {
			at: clock.now(), free: pacer.timeUnder().free, accepted: totals.accepted.records, flushes: flushTime.tally, delivered: totals.delivered.records, failures: totals.failures,
		};
	}

	#measured(metrics: ScalingMetrics): Measured {
		const {settings} = this.#context;
		const {pacer, conditions} = this.#options;
		const now = this.#baseline();
		const {at, flushes, delivered, failures} = this.#since;
		return {
			since: at,
			isPressed: metrics.usage > settings.scaleUpAt || isHeldBack(metrics),
			stretch: {
				workers: metrics.workers,
				elapsed: now.at - at,
				records: now.delivered - delivered,
				batches: now.flushes.count - flushes.count,
				flushTime: now.flushes.sum - flushes.sum,
				failures: now.failures - failures,
			},
			conditions: [settings, pacer.targetRate, conditions?.()],
		};
	}

	#metrics(): ScalingMetrics {
		const {isGenerated, pacer, workers} = this.#options;
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
			arrivalRate: isGenerated && pacer.targetRate !== 'max' ? pacer.targetRate : (now.accepted - this.#since.accepted) * 1000 / elapsed,
			flushTime: this.#flushTime,
		};
	}
}
