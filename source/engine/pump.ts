import {
	firstOf, sliceBytes, sliceRecords, type Slice,
} from '../domain/chunk.js';
import {pressureAt, pressureSleep, type Pressure} from '../domain/pressure.js';
import {PressureTimer} from '../domain/pressure-timer.js';
import {periodOf, scaleRate, type Rate} from '../domain/rate.js';
import {TokenBucket} from '../domain/token-bucket.js';
import type {Command, DrainReason} from '../machines/commands.js';
import type {ProducerEvent} from '../machines/producer-machine.js';
import type {CurrentSettings} from '../settings/settings.js';
import type {Clock} from './ports/clock.js';
import type {Queue} from './ports/queue.js';
import type {Source} from './ports/source.js';
import type {Totals} from './totals.js';

/** Most records that enter the queue in one engine turn, so that timers are not late. */
export const recordsPerTurn = 16_384;

/** Longest time between two bursts of a paced producer, in milliseconds: its records come evenly enough for a person. */
const longestTick = 25;

/** Most time that a late producer catches up with, in milliseconds. */
const longestCatchUp = 1000;

export type PumpParts = {
	/** Read anew at each use, and changed by `changeRate`. */
	readonly settings: CurrentSettings;
	readonly source: Source;
	readonly queue: Queue;
	readonly clock: Clock;
	readonly totals: Totals;

	/** Tells the producer's machine. */
	readonly tell: (event: ProducerEvent) => void;

	/** The source has no more to give, or enough was taken. */
	readonly onEnd: (reason: DrainReason) => void;
};

type Spike = {readonly factor: number; readonly length: number; readonly endsAt: number};

/**
The hands of the producer: moves records from the source into the queue and keeps the rate by a token bucket. It decides nothing: each of its methods is an action, a guard or a delay of the producer's machine.
*/
export class Pump {
	readonly #parts: PumpParts;
	readonly #pressureTimer: PressureTimer;
	readonly #bucket: TokenBucket;

	/** Read from the source, and not in the queue yet. */
	#pending: Slice | undefined;
	#sourceIsReady = true;
	#spike: Spike | undefined;
	#hasEnded = false;
	#isStopped = false;

	constructor(parts: PumpParts) {
		this.#parts = parts;
		this.#pressureTimer = new PressureTimer(parts.clock.now());
		this.#bucket = new TokenBucket(longestCatchUp, parts.clock.now());
	}

	get isPaced(): boolean {
		return this.#parts.settings.rate !== 'max';
	}

	get pressure(): Pressure {
		return this.#pressureTimer.pressure;
	}

	/** What is aimed at now, with a spike but without pressure. */
	get targetRate(): Rate {
		const {rate} = this.#parts.settings;
		return rate === 'max' ? rate : rate * (this.#spike?.factor ?? 1);
	}

	get spike(): {readonly factor: number; readonly remaining: number} | undefined {
		return this.#spike && {factor: this.#spike.factor, remaining: Math.max(0, this.#spike.endsAt - this.#parts.clock.now())};
	}

	get spikeLength(): number {
		return this.#spike?.length ?? 0;
	}

	/** Whether an unpaced producer has something to do in this turn. */
	get isDue(): boolean {
		return !this.isPaced && (this.#pending !== undefined || this.#sourceIsReady || this.pressure !== 'free') && this.#hasRoom;
	}

	/** Milliseconds under each pressure so far. */
	timeUnder(): Record<Pressure, number> {
		return this.#pressureTimer.times(this.#parts.clock.now());
	}

	/** Until the next records of a paced producer are due: half a batch, or a tick's worth, at a time. */
	period(): number {
		const period = this.#recordPeriod();
		const burst = Math.max(1, Math.floor(this.#parts.settings.batchSize / 2));
		return Math.max(period * (1 - this.#bucket.tokens), Math.min(burst * period, longestTick));
	}

	sourceReady(): void {
		this.#sourceIsReady = true;
	}

	startPacing(): void {
		this.#bucket.reset(this.#parts.clock.now());
	}

	produce(): void {
		this.#accrue();
		const due = this.#due();
		const moved = this.#move(due);
		if (this.isPaced) {
			this.#bucket.spend(moved);
			if (this.#isBlocked) {
				this.#bucket.limit(1);
			}
		}

		this.#judgePressure();
		this.#noticeEnd();
	}

	applyPressure(pressure: Pressure): void {
		this.#accrue();
		this.#pressureTimer.change(pressure, this.#parts.clock.now());
	}

	changeRate(change: Extract<Command, {type: 'rate.set' | 'rate.scale'}>): void {
		this.#accrue();
		const {settings} = this.#parts;
		if (!this.isPaced) {
			this.startPacing();
		}

		if (change.type === 'rate.set') {
			settings.rate = change.rate;
		} else if (settings.rate !== 'max') {
			settings.rate = scaleRate(settings.rate, change.factor);
		}

		this.#bucket.limit(1);
	}

	startSpike({factor, length}: Extract<Command, {type: 'spike.start'}>): void {
		this.#accrue();
		const {settings, clock} = this.#parts;
		const spikeLength = length ?? settings.spikeLength;
		this.#spike = {factor: factor ?? settings.spikeFactor, length: spikeLength, endsAt: clock.now() + spikeLength};
	}

	endSpike(): void {
		this.#accrue();
		this.#spike = undefined;
	}

	/** Takes no more from outside. What a real source had already read enters the queue, over its bounds if need be: nobody else has it. */
	stop(): void {
		const {source, queue} = this.#parts;
		this.applyPressure('free');
		this.#isStopped = true;
		source.stop();
		if (source.isGenerated) {
			this.#pending = undefined;
			return;
		}

		while (this.#remaining() > 0) {
			const read = this.#pending ?? source.read(Math.min(this.#remaining(), recordsPerTurn));
			if (read === undefined) {
				break;
			}

			this.#pending = undefined;
			const slice = firstOf(read, this.#remaining());
			queue.offerAll(slice);
			this.#count(slice, sliceRecords(slice));
		}

		this.#pending = undefined;
	}

	get #hasRoom(): boolean {
		const {queue} = this.#parts;
		return queue.depth < queue.capacity && (queue.depthBytes + queue.leased.bytes < queue.byteCapacity || queue.depth + queue.leased.records === 0);
	}

	/** Whether the queue has not taken what it was offered, or would not. */
	get #isBlocked(): boolean {
		return this.#pending !== undefined || !this.#hasRoom;
	}

	#recordPeriod(): number {
		const {targetRate} = this;
		return targetRate === 'max' ? 0 : periodOf(targetRate, pressureSleep[this.pressure]);
	}

	#accrue(): void {
		if (this.isPaced) {
			this.#bucket.accrue(this.#parts.clock.now(), this.#recordPeriod());
		}
	}

	/** How many records may still be taken by `count`. */
	#remaining(): number {
		const {settings, totals} = this.#parts;
		return settings.count === undefined ? Number.POSITIVE_INFINITY : settings.count - totals.accepted.records;
	}

	#due(): number {
		const {source, queue} = this.#parts;
		const due = Math.min(this.isPaced ? Math.floor(this.#bucket.tokens) : recordsPerTurn, this.#remaining());

		// What is generated is made when it has a place, not before.
		return source.isGenerated ? Math.min(due, queue.capacity - queue.depth) : due;
	}

	#move(due: number): number {
		const {source, queue} = this.#parts;
		let moved = 0;
		while (moved < due) {
			const slice = this.#pending ?? source.read(due - moved);
			if (slice === undefined) {
				this.#sourceIsReady = false;
				break;
			}

			// A source that refuses records on the way uses up the count meanwhile.
			const accepted = queue.offer(firstOf(slice, this.#remaining()));
			this.#count(slice, accepted);
			moved += accepted;
			this.#pending = accepted < sliceRecords(slice) ? {...slice, from: slice.from + accepted} : undefined;
			if (this.#pending !== undefined) {
				break;
			}
		}

		return moved;
	}

	#count(slice: Slice, accepted: number): void {
		if (accepted > 0) {
			this.#parts.totals.accepted.add(accepted, sliceBytes({...slice, to: slice.from + accepted}));
		}
	}

	#judgePressure(): void {
		const {queue} = this.#parts;
		const usage = queue.depth / queue.capacity;
		const pressure = this.#isBlocked ? 'blocked' : (this.isPaced ? pressureAt(usage) : 'free');
		if (pressure !== this.pressure && !this.#isStopped) {
			this.#parts.tell({type: 'pressure.changed', pressure});
		}
	}

	#noticeEnd(): void {
		if (this.#hasEnded || this.#isStopped) {
			return;
		}

		if (this.#remaining() <= 0) {
			this.#hasEnded = true;
			this.#parts.onEnd('count');
		} else if (this.#parts.source.isEnded && this.#pending === undefined) {
			this.#hasEnded = true;
			this.#parts.onEnd('endOfInput');
		}
	}
}
