import type {Clock} from '../ports/clock.js';
import type {LoggedEvent} from '../../contract/snapshot.js';

const mostPending = 1000;

export type Entry = Omit<LoggedEvent, 'id' | 'at'>;

/** Collects what a person would want to read until the next snapshot takes it along. Bounded: where more happens than anybody reads, what is of least interest is left out, and that is said. */
export class EventLog {
	readonly #clock: Clock;
	#pending: LoggedEvent[] = [];
	#omitted = 0;
	#nextId = 1;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	add(entry: Entry): void {
		const isFull = this.#pending.length >= mostPending;
		if (isFull && entry.isVerbose === true) {
			this.#omitted++;
			return;
		}

		if (isFull) {
			this.#makeRoom();
		}

		this.#pending.push({id: this.#nextId++, at: this.#clock.wall(), ...entry});
	}

	takeAll(): readonly LoggedEvent[] {
		if (this.#omitted > 0) {
			const message = `${this.#omitted} more events are not shown`;
			this.#omitted = 0;
			this.#pending.push({
				id: this.#nextId++, at: this.#clock.wall(), level: 'info', source: 'pipeline', message,
			});
		}

		const events = this.#pending;
		this.#pending = [];
		return events;
	}

	/** Leaves out the oldest of those that are only of interest now and then, else the oldest. */
	#makeRoom(): void {
		const index = this.#pending.findIndex(({isVerbose}) => isVerbose === true);
		this.#pending.splice(Math.max(0, index), 1);
		this.#omitted++;
	}
}
