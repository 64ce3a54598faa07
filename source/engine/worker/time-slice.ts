import {recordsPerTick} from '../tick.js';

/** The longest time slice in milliseconds: with a slow sink each batch has its own. */
const longestTimeSlice = 5;

/** After so many records a time slice ends. On a virtual clock time alone would never end it. */
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
