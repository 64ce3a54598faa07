import type {Command} from '../contract/command.js';
import type {Engine} from '../contract/engine.js';
import type {Report} from '../contract/report.js';
import type {Snapshot} from '../contract/snapshot.js';

/** Another engine, passed through. A base for engines that add something to another one. */
export class WrappedEngine implements Engine {
	readonly #engine: Engine;
	#last: Snapshot | undefined;

	constructor(engine: Engine) {
		this.#engine = engine;
	}

	get machineDefinitions(): Engine['machineDefinitions'] {
		return this.#engine.machineDefinitions;
	}

	get stopped(): Promise<Report> {
		return this.#engine.stopped;
	}

	/** The last snapshot that a listener was given. */
	protected get last(): Snapshot | undefined {
		return this.#last;
	}

	async start(): Promise<void> {
		await this.#engine.start();
	}

	send(command: Command): void {
		this.#engine.send(command);
	}

	/** An engine keeps what happens until there is a listener, so none is added before the first one from outside. */
	subscribe(listener: (snapshot: Snapshot) => void): () => void {
		return this.#engine.subscribe(snapshot => {
			this.#last = snapshot;
			listener(snapshot);
		});
	}
}
