import type {Command} from '../../contract/command.js';
import type {Engine} from '../../contract/engine.js';
import type {Report} from '../../contract/report.js';
import type {Snapshot} from '../../contract/snapshot.js';
import {EventLog, type Entry} from '../metrics/event-log.js';
import type {Clock} from '../ports/clock.js';

type Listener = (snapshot: Snapshot) => void;

/** Another engine, passed through, whose snapshots carry further events. A base for engines that add something to another one. */
export class AnnotatedEngine implements Engine {
	readonly #engine: Engine;
	readonly #log: EventLog;
	readonly #listeners = new Set<Listener>();
	#unsubscribe: (() => void) | undefined;
	#nextId = 1;

	constructor(engine: Engine, clock: Clock) {
		this.#engine = engine;
		this.#log = new EventLog(clock);
	}

	get machineDefinitions(): Engine['machineDefinitions'] {
		return this.#engine.machineDefinitions;
	}

	get stopped(): Promise<Report> {
		return this.#engine.stopped;
	}

	async start(): Promise<void> {
		await this.#engine.start();
	}

	send(command: Command): void {
		this.#engine.send(command);
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
