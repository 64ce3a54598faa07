import {
	firstOf, sliceBytes, sliceRecords, type Slice,
} from '../../domain/chunk.js';
import {pressureAt} from '../../domain/pressure.js';
import type {DrainReason} from '../../contract/command.js';
import type {ProducerEvent} from '../../machines/producer-machine.js';
import type {Settings} from '../../settings/settings.js';
import type {Queue} from '../ports/queue.js';
import type {Source} from '../ports/source.js';
import type {Totals} from '../metrics/totals.js';
import type {Pacer} from './pacer.js';

/** Most records that enter the queue in one engine turn, so that timers are not late. */
export const recordsPerTick = 16_384;

export type PumpParts = {
	readonly settings: Settings;
	readonly source: Source;
	readonly queue: Queue;
	readonly pacer: Pacer;
	readonly totals: Totals;

	/** Tells the producer's machine. */
	readonly tell: (event: ProducerEvent) => void;

	/** The source has no more to give, or enough was taken. */
	readonly onEnd: (reason: DrainReason) => void;
};

/**
The hands of the producer: moves as many records from the source into the queue as the pacer says are due. It decides nothing: `produce` and `stop` are actions of the producer's machine.
*/
export class Pump {
	readonly #parts: PumpParts;

	/** Read from the source, and not in the queue yet. */
	#pending: Slice | undefined;
	#sourceIsReady = true;
	#hasEnded = false;
	#isStopped = false;

	constructor(parts: PumpParts) {
		this.#parts = parts;
	}

	/** Whether an unpaced producer has something to do in this turn. */
	get isDue(): boolean {
		const {pacer} = this.#parts;
		return !pacer.isPaced && (this.#pending !== undefined || this.#sourceIsReady || pacer.pressure !== 'free') && this.#hasRoom;
	}

	sourceReady(): void {
		this.#sourceIsReady = true;
	}

	produce(): void {
		const moved = this.#move(this.#due());
		this.#parts.pacer.spend(moved, this.#isBlocked);
		this.#judgePressure();
		this.#noticeEnd();
	}

	/** Takes no more from outside. What a real source had already read enters the queue, over its bounds if need be: nobody else has it. */
	stop(): void {
		const {source, queue, pacer} = this.#parts;
		pacer.applyPressure('free');
		this.#isStopped = true;
		source.stop();
		if (source.isGenerated) {
			this.#pending = undefined;
			return;
		}

		while (this.#remaining() > 0) {
			const read = this.#pending ?? source.read(Math.min(this.#remaining(), recordsPerTick));
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

	/** How many records may still be taken by `count`. */
	#remaining(): number {
		const {settings, totals} = this.#parts;
		return settings.count === undefined ? Number.POSITIVE_INFINITY : settings.count - totals.accepted.records;
	}

	#due(): number {
		const {source, queue, pacer} = this.#parts;
		const due = Math.min(pacer.due(queue.capacity), pacer.isPaced ? Number.POSITIVE_INFINITY : recordsPerTick, this.#remaining());

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
		const {queue, pacer, tell} = this.#parts;
		const usage = queue.depth / queue.capacity;
		const pressure = this.#isBlocked ? 'blocked' : (pacer.isPaced ? pressureAt(usage) : 'free');
		if (pressure !== pacer.pressure && !this.#isStopped) {
			tell({type: 'pressure.changed', pressure});
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
