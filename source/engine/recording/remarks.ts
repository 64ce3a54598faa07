import {EventLog, type Entry} from '../metrics/event-log.js';
import type {Engine} from '../../contract/engine.js';
import type {Clock} from '../ports/clock.js';
import type {Snapshot} from '../../contract/snapshot.js';

type Listener = (snapshot: Snapshot) => void;

/** The snapshots of an engine with remarks of somebody who stands before it among their events. */
export class Remarks {
	readonly #engine: Engine;
	readonly #log: EventLog;
	readonly #listeners = new Set<Listener>();
	#unsubscribe: (() => void) | undefined;
	#nextId = 1;

	constructor(engine: Engine, clock: Clock) {
		this.#engine = engine;
		this.#log = new EventLog(clock);
	}

	/** Goes with the next snapshot. */
	add(entry: Entry): void {
		this.#log.add(entry);
	}

	subscribe(listener: Listener): () => void {
		this.#listeners.add(listener);
		this.#unsubscribe ??= this.#engine.subscribe(snapshot => {
			this.#publish(snapshot);
		});
		return () => {
			this.#listeners.delete(listener);
			if (this.#listeners.size === 0) {
				this.#unsubscribe?.();
				this.#unsubscribe = undefined;
			}
		};
	}

	/** All events are numbered anew: theirs count up by one. */
	#publish(snapshot: Snapshot): void {
		const events = [...snapshot.events, ...this.#log.takeAll()].map(event => ({...event, id: this.#nextId++}));
		for (const listener of this.#listeners) {
			listener({...snapshot, events});
		}
	}
}
