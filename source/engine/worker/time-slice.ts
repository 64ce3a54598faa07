import {recordsPerTick} from '../producer/pump.js';

/** The longest time slice in milliseconds: with a slow sink each batch has its own. */
const longestTimeSlice = 5;

/** Most records of a time slice, up to its last batch: on a virtual clock no time passes, and other workers shall have their turn, too. */
export const recordsPerTimeSlice = 16 * recordsPerTick;

/** How long one worker may go on handing over full batches while the sink keeps up. */
export class TimeSlice {
	#endsAt = Number.NEGATIVE_INFINITY;
	#recordsLeft = 0;

	/** Whether there are records left to spend. */
	get hasRecords(): boolean {
		return this.#recordsLeft > 0;
	}

	begin(now: number): void {
		this.#endsAt = now + longestTimeSlice;
		this.#recordsLeft = recordsPerTimeSlice;
	}

	end(): void {
		this.#endsAt = Number.NEGATIVE_INFINITY;
	}

	isOpen(now: number): boolean {
		return now < this.#endsAt;
	}

	spend(records: number): void {
		this.#recordsLeft -= records;
	}
}
