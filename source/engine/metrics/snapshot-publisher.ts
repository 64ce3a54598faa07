import type {Snapshot} from '../../contract/snapshot.js';
import type {Clock} from '../ports/clock.js';

/** Milliseconds from a command to the snapshot that shows its effect. */
const soonDelay = 15;

type Listener = (snapshot: Snapshot) => void;

/** Takes snapshots at intervals, and gives each to all listeners. */
export class SnapshotPublisher {
	readonly #clock: Clock;
	readonly #interval: number;
	readonly #take: () => Snapshot;
	readonly #listeners = new Set<Listener>();
	#timer: number | undefined;
	#due = 0;

	/** `interval` is in milliseconds; `take` takes a snapshot. */
	constructor(clock: Clock, interval: number, take: () => Snapshot) {
		this.#clock = clock;
		this.#interval = interval;
		this.#take = take;
	}

	/** Returns what ends the subscription. */
	subscribe(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	}

	/** Publishes one snapshot now, and then one each interval. */
	start(): void {
		this.publish();
		this.#publishAt(this.#clock.now() + this.#interval);
	}

	/** Brings the next snapshot forward: many commands are not many snapshots. */
	publishSoon(): void {
		const soon = this.#clock.now() + soonDelay;
		if (this.#timer !== undefined && soon < this.#due) {
			this.stop();
			this.#publishAt(soon);
		}
	}

	publish(): void {
		const snapshot = this.#take();
		for (const listener of this.#listeners) {
			listener(snapshot);
		}
	}

	stop(): void {
		if (this.#timer !== undefined) {
			this.#clock.clearTimeout(this.#timer);
			this.#timer = undefined;
		}
	}

	#publishAt(time: number): void {
		this.#due = time;
		this.#timer = this.#clock.setTimeout(() => {
			this.start();
		}, time - this.#clock.now());
	}
}
