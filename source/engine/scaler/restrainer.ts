import type {ScalerSnapshot} from '../../contract/snapshot.js';
import type {ScalingDecision} from '../../domain/scaling/policy.js';
import {
	newRestraint, restrain, type Restraint, type TakenBack,
} from '../../domain/scaling/restraint.js';
import {batchTimeOf, type Stretch} from '../../domain/scaling/stretch.js';
import {duration, perSecond} from '../../text/format.js';
import type {EngineContext} from '../context.js';

/** What the scaler has seen since it began to observe. */
export type Measured = {
	/** When it began, in milliseconds. */
	readonly since: number;
	readonly stretch: Stretch;

	/** Whether more wanted in than went out. */
	readonly isPressed: boolean;

	/** What must stay the same for that which was learned to hold. Compared as JSON. */
	readonly conditions: unknown;
};

/** A batch that takes no more than this share of an observation is no start that distorts it. */
const shortShare = 0.05;

/** Keeps the wishes of a policy within what further workers have been seen to bring, and says so in the reasons. */
export class Restrainer {
	readonly #context: EngineContext;
	#restraint: Restraint = newRestraint();
	#conditions: string | undefined;
	#changedAt: number;
	#held: TakenBack | undefined;

	constructor(context: EngineContext) {
		this.#context = context;
		this.#changedAt = context.clock.now();
	}

	/** Workers that were taken back, while none is added for that. */
	get takenBack(): ScalerSnapshot['takenBack'] {
		if (this.#held === undefined) {
			return undefined;
		}

		const {until, ...held} = this.#held;
		return {...held, remaining: Math.max(0, until - this.#context.clock.now())};
	}

	restrain(decision: ScalingDecision, {since, stretch, isPressed, conditions}: Measured): ScalingDecision {
		const now = this.#context.clock.now();
		const {settings} = this.#context;
		this.#compare(JSON.stringify(conditions));
		const {desired, restraint, takenBack} = restrain(this.#restraint, {
			stretch, now, isPressed, isSettled: this.#isSettled(since, stretch), desired: decision.desired, settings,
		});
		this.#restraint = restraint;
		this.#held = takenBack;
		if (desired !== stretch.workers) {
			this.#changedAt = now;
		}

		if (takenBack !== undefined) {
			return {desired, ...this.#reasons(takenBack, desired < stretch.workers)};
		}

		return desired === decision.desired ? decision : {desired, reason: `${decision.reason}, one at a time`};
	}

	/** Forgets what was learned under other conditions. */
	#compare(conditions: string): void {
		if (conditions !== this.#conditions) {
			if (this.#conditions !== undefined) {
				this.#restraint = newRestraint(this.#context.clock.now());
			}

			this.#conditions = conditions;
		}
	}

	/** Whether the batches that were answered since then had been handed over after the last change. */
	#isSettled(since: number, stretch: Stretch): boolean {
		const time = batchTimeOf(stretch);
		return since - this.#changedAt >= time || time <= shortShare * stretch.elapsed;
	}

	#reasons({from, to, rate, until}: TakenBack, isNew: boolean): Pick<ScalingDecision, 'reason' | 'lineReason'> {
		const what = `taken back: ${from} workers move no more than ${to}`;
		const wait = isNew ? '' : `; next try in ${duration(Math.max(0, until - this.#context.clock.now()))}`;
		return {reason: `${what} (${perSecond(rate)})${wait}`, lineReason: `${what}: ${perSecond(rate)}`};
	}
}
