import type {Engine} from '../../contract/engine.js';
import type {Snapshot} from '../../contract/snapshot.js';
import {EventLog, type Entry} from '../metrics/event-log.js';
import type {Clock} from '../ports/clock.js';
import {WrappedEngine} from '../wrapped-engine.js';

type Listener = (snapshot: Snapshot) => void;

/** Another engine, passed through, whose snapshots carry further events. A base for engines that have something to tell. */
export class AnnotatedEngine extends WrappedEngine {
	readonly #log: EventLog;
	readonly #listeners = new Set<Listener>();
	#unsubscribe: (() => void) | undefined;
	#nextId = 1;

	constructor(engine: Engine, clock: Clock) {
		super(engine);
		this.#log = new EventLog(clock);
	}

	override subscribe(listener: Listener): () => void {
		this.#listeners.add(listener);
		this.#unsubscribe ??= super.subscribe(snapshot => {
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

	/** Adds an event to the next snapshot. */
	protected annotate(entry: Entry): void {
		this.#log.add(entry);
	}

	/** Numbers all events anew, as the ids of events count up by one. */
	#publish(snapshot: Snapshot): void {
		const events = [...snapshot.events, ...this.#log.takeAll()].map(event => ({...event, id: this.#nextId++}));
		for (const listener of this.#listeners) {
			listener({...snapshot, events});
		}
	}
}
