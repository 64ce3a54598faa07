import {pressureSleep, type Pressure} from '../../domain/pressure.js';
import {PressureTimer} from '../../domain/pressure-timer.js';
import {periodOf, scaleRate, type Rate} from '../../domain/rate.js';
import {TokenBucket} from '../../domain/token-bucket.js';
import type {RateCommand, SpikeCommand} from '../../machines/producer-port.js';
import type {CurrentSettings} from '../../settings/settings.js';
import type {Clock} from '../ports/clock.js';

/** Longest time between two bursts, in milliseconds: people see an even flow. */
const longestBurst = 25;

/** The time of two shortest timers, in milliseconds: so much is due at once that timers limit no rate. */
const shortestTimers = 3;

/** Most time that a late producer catches up with, in milliseconds. */
const longestCatchUp = 1000;

type Spike = {readonly factor: number; readonly length: number; readonly endsAt: number};

/** Says how many records are due: the rate, multiplied by a spike, held back by the queue's pressure. */
export class Pacer {
	/** `rate` is changed by `changeRate`. */
	readonly #settings: CurrentSettings;
	readonly #clock: Clock;
	readonly #pressureTimer: PressureTimer;
	readonly #bucket: TokenBucket;
	#spike: Spike | undefined;

	constructor(settings: CurrentSettings, clock: Clock) {
		this.#settings = settings;
		this.#clock = clock;
		this.#pressureTimer = new PressureTimer(clock.now());
		this.#bucket = new TokenBucket(longestCatchUp, clock.now());
	}

	/** Whether a rate is kept. */
	get isPaced(): boolean {
		return this.#settings.rate !== 'max';
	}

	get pressure(): Pressure {
		return this.#pressureTimer.pressure;
	}

	/** The rate that is aimed at now, with a spike but without pressure. */
	get targetRate(): Rate {
		const {rate} = this.#settings;
		return rate === 'max' ? rate : rate * (this.#spike?.factor ?? 1);
	}

	get spike(): {readonly factor: number; readonly remaining: number} | undefined {
		return this.#spike && {factor: this.#spike.factor, remaining: Math.max(0, this.#spike.endsAt - this.#clock.now())};
	}

	get spikeLength(): number {
		return this.#spike?.length ?? 0;
	}

	/** Milliseconds under each pressure so far. */
	timeUnder(): Record<Pressure, number> {
		return this.#pressureTimer.times(this.#clock.now());
	}

	/** Milliseconds until the next records are due. Half a batch is due at a time, or less where that would take too long. */
	period(): number {
		const period = this.#recordPeriod();
		const burst = Math.max(1, Math.floor(this.#settings.batchSize / 2));
		return Math.max(period * (1 - this.#bucket.tokens), Math.min(burst * period, longestBurst));
	}

	/** Forgets the time that has passed: the pacer does not catch up with a pause. */
	start(): void {
		this.#bucket.reset(this.#clock.now());
	}

	/** Records that are due now; infinitely many without a rate. A late timer catches up in parts of a quarter of the queue: more at once would look like pressure. */
	due(capacity: number): number {
		this.#accrue();
		if (!this.isPaced) {
			return Number.POSITIVE_INFINITY;
		}

		const most = Math.max(1, capacity / 4, shortestTimers / this.#recordPeriod());
		return Math.floor(Math.min(this.#bucket.tokens, most));
	}

	/** Records so many as produced. The pacer does not catch up with what a full queue has not taken. */
	spend(records: number, isBlocked: boolean): void {
		if (this.isPaced) {
			this.#bucket.spend(records);
			if (isBlocked) {
				this.#bucket.limit(1);
			}
		}
	}

	applyPressure(pressure: Pressure): void {
		this.#accrue();
		this.#pressureTimer.change(pressure, this.#clock.now());
	}

	changeRate(change: RateCommand): void {
		this.#accrue();
		if (!this.isPaced) {
			this.start();
		}

		const {rate} = this.#settings;
		if (change.type === 'rate.set') {
			this.#settings.rate = change.rate;
		} else if (rate !== 'max') {
			this.#settings.rate = scaleRate(rate, change.factor);
		}

		this.#bucket.limit(1);
	}

	startSpike({factor = this.#settings.spikeFactor, length = this.#settings.spikeLength}: SpikeCommand): void {
		this.#accrue();
		this.#spike = {factor, length, endsAt: this.#clock.now() + length};
	}

	endSpike(): void {
		this.#accrue();
		this.#spike = undefined;
	}

	#recordPeriod(): number {
		const {targetRate} = this;
		return targetRate === 'max' ? 0 : periodOf(targetRate, pressureSleep[this.pressure]);
	}

	#accrue(): void {
		if (this.isPaced) {
			this.#bucket.accrue(this.#clock.now(), this.#recordPeriod());
		}
	}
}
