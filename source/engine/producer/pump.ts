import {
	firstOf, sliceBytes, sliceRecords, type Slice,
} from '../../domain/chunk.js';
import type {DrainReason} from '../../contract/command.js';
import {pressureAt} from '../../domain/pressure.js';
import type {ProducerEvent} from '../../machines/producer-port.js';
import type {Settings} from '../../settings/settings.js';
import type {Totals} from '../metrics/totals.js';
import type {Queue} from '../ports/queue.js';
import type {Source} from '../ports/source.js';
import {recordsPerTick} from '../tick.js';
import type {Pacer} from './pacer.js';

export type PumpOptions = {
	readonly settings: Settings;
	readonly totals: Totals;
	readonly source: Source;
	readonly queue: Queue;
	readonly pacer: Pacer;

	/** Tells the producer's machine what has happened. */
	readonly tell: (event: ProducerEvent) => void;
};

/** The part of the grace period that is kept for delivering what was read last, in milliseconds; at most half of it. */
const reserve = 5000;

/** Moves as many records from the source into the queue as the pacer says are due. */
export class Pump {
	readonly #settings: Settings;
	readonly #totals: Totals;
	readonly #source: Source;
	readonly #queue: Queue;
	readonly #pacer: Pacer;
	readonly #tell: (event: ProducerEvent) => void;

	/** Read from the source, and not in the queue yet. */
	#pending: Slice | undefined;
	#sourceIsReady = true;
	#hasEnded = false;
	#isStopped = false;

	constructor({settings, totals, source, queue, pacer, tell}: PumpOptions) {
		this.#settings = settings;
		this.#totals = totals;
		this.#source = source;
		this.#queue = queue;
		this.#pacer = pacer;
		this.#tell = tell;
	}

	/** Whether an unpaced producer has something to do in this tick. */
	get isDue(): boolean {
		if (this.#isStopped) {
			return !this.#hasEnded && this.#hasRoom;
		}

		return !this.#pacer.isPaced && (this.#pending !== undefined || this.#sourceIsReady || this.#pacer.pressure !== 'free') && this.#hasRoom;
	}

	/** Whether a stopped source has nothing more to give, or enough was taken. */
	get hasStopped(): boolean {
		return this.#isStopped && (this.#source.isGenerated || this.#remaining() <= 0 || (this.#source.isEnded && this.#pending === undefined));
	}

	sourceReady(): void {
		this.#sourceIsReady = true;
	}

	produce(): void {
		const moved = this.#move(this.#due());
		this.#pacer.spend(moved, this.#isBlocked);
		this.#judgePressure();
		this.#noticeEnd();
	}

	/** Takes no more from outside. What a real source has already read enters the queue, even beyond its bounds: it is nowhere else. What its senders still have to say is produced, until the source has ended. */
	stop(): void {
		const {grace} = this.#settings;
		this.#pacer.applyPressure('free');
		this.#isStopped = true;
		this.#source.stop(Math.max(grace / 2, grace - reserve));
		if (!this.#source.isGenerated) {
			this.#enterAll();
		}

		this.#pending = undefined;
		this.#hasEnded = this.hasStopped;
	}

	#enterAll(): void {
		while (this.#remaining() > 0) {
			const read = this.#pending ?? this.#source.read(Math.min(this.#remaining(), recordsPerTick));
			if (read === undefined) {
				break;
			}

			this.#pending = undefined;
			const slice = firstOf(read, this.#remaining());
			this.#queue.offerAll(slice);
			this.#count(slice, sliceRecords(slice));
		}
	}

	get #hasRoom(): boolean {
		const {depth, capacity, depthBytes, byteCapacity, leased} = this.#queue;
		return depth < capacity && (depthBytes + leased.bytes + (this.#source.partialBytes ?? 0) < byteCapacity || depth + leased.records === 0);
	}

	/** Whether the queue has not taken what it was offered, or would not. */
	get #isBlocked(): boolean {
		return this.#pending !== undefined || !this.#hasRoom;
	}

	/** How many records may still be taken by `count`. */
	#remaining(): number {
		return this.#settings.count === undefined ? Number.POSITIVE_INFINITY : this.#settings.count - this.#totals.accepted.records;
	}

	#due(): number {
		if (this.#isStopped) {
			return Math.min(recordsPerTick, this.#remaining());
		}

		const due = Math.min(this.#pacer.due(this.#queue.capacity), this.#pacer.isPaced ? Number.POSITIVE_INFINITY : recordsPerTick, this.#remaining());

		// A generated record is made only once it has a place.
		return this.#source.isGenerated ? Math.min(due, this.#queue.capacity - this.#queue.depth) : due;
	}

	#move(due: number): number {
		let moved = 0;
		while (moved < due) {
			const slice = this.#pending ?? this.#source.read(due - moved);
			if (slice === undefined) {
				this.#sourceIsReady = false;
				break;
			}

			// The source may refuse records on the way, which uses up the count meanwhile.
			const accepted = this.#queue.offer(firstOf(slice, this.#remaining()));
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
			this.#totals.accepted.add(accepted, sliceBytes({...slice, to: slice.from + accepted}));
		}
	}

	#judgePressure(): void {
		const {depth, capacity} = this.#queue;
		const pressure = this.#isBlocked ? 'blocked' : (this.#pacer.isPaced ? pressureAt(depth / capacity) : 'free');
		if (pressure !== this.#pacer.pressure && !this.#isStopped) {
			this.#tell({type: 'pressure.changed', pressure});
		}
	}

	#noticeEnd(): void {
		if (this.#hasEnded || (this.#isStopped && !this.hasStopped)) {
			return;
		}

		if (this.#remaining() <= 0) {
			this.#end('count');
		} else if (this.#source.isEnded && this.#pending === undefined) {
			this.#end('endOfInput');
		}
	}

	#end(reason: DrainReason): void {
		this.#hasEnded = true;
		this.#tell({type: 'source.ended', reason});
	}
}
