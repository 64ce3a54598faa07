import type {Clock} from './ports/clock.js';
import type {LoggedEvent} from './snapshot.js';

const mostPending = 1000;

export type Entry = Omit<LoggedEvent, 'id' | 'at'>;

/** Collects what a person would want to read until the next snapshot takes it along. Bounded: where more happens than anybody reads, the oldest goes. */
export class EventLog {
	readonly #clock: Clock;
	#pending: LoggedEvent[] = [];
	#nextId = 1;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	add(entry: Entry): void {
		if (this.#pending.length === mostPending) {
			this.#pending.shift();
		}

		this.#pending.push({id: this.#nextId++, at: this.#clock.wall(), ...entry});
	}

	takeAll(): readonly LoggedEvent[] {
		const events = this.#pending;
		this.#pending = [];
		return events;
	}
}
