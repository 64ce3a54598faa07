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
		return !this.#pacer.isPaced && (this.#pending !== undefined || this.#sourceIsReady || this.#pacer.pressure !== 'free') && this.#hasRoom;
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

	/** Takes no more from outside. What a real source has already read enters the queue, even beyond its bounds: it is nowhere else. */
	stop(): void {
		this.#pacer.applyPressure('free');
		this.#isStopped = true;
		this.#source.stop();
		if (this.#source.isGenerated) {
			this.#pending = undefined;
			return;
		}

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

		this.#pending = undefined;
	}

	get #hasRoom(): boolean {
		const {depth, capacity, depthBytes, byteCapacity, leased} = this.#queue;
		return depth < capacity && (depthBytes + leased.bytes < byteCapacity || depth + leased.records === 0);
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
		if (this.#hasEnded || this.#isStopped) {
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
