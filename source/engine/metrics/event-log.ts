import type {Clock} from '../ports/clock.js';
import type {LoggedEvent} from '../../contract/event.js';
import {withoutSecrets} from '../../text/secrets.js';

const mostPending = 1000;

export type Entry = Omit<LoggedEvent, 'id' | 'at'>;

/** Collects events for people until the next snapshot takes them along. The log is bounded: when too much happens at once, it leaves out the events of least interest, and an event says how many. */
export class EventLog {
	/** Whether events are wanted that are only of interest with `--verbose`. */
	readonly isVerbose: boolean;
	readonly #clock: Clock;
	#pending: LoggedEvent[] = [];
	#omitted = 0;
	#nextId = 1;

	constructor(clock: Clock, isVerbose = false) {
		this.#clock = clock;
		this.isVerbose = isVerbose;
	}

	/** Of addresses in the message no more is kept than may be shown, whoever logs it. */
	add(entry: Entry): void {
		const isFull = this.#pending.length >= mostPending;
		if (isFull && entry.isVerbose === true) {
			this.#omitted++;
			return;
		}

		if (isFull) {
			this.#makeRoom();
		}

		this.#pending.push({
			id: this.#nextId++, at: this.#clock.wall(), ...entry, message: withoutSecrets(entry.message),
		});
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

	/** Leaves out the oldest verbose event, else the oldest of all. */
	#makeRoom(): void {
		const index = this.#pending.findIndex(({isVerbose}) => isVerbose === true);
		this.#pending.splice(Math.max(0, index), 1);
		this.#omitted++;
	}
}
