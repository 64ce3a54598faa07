import type {Worker} from 'node:worker_threads';
import {createDeferred} from '../../domain/deferred.js';
import type {Command} from '../../contract/command.js';
import {machineDefinitions} from '../inspect/machine-definitions.js';
import type {Engine} from '../../contract/engine.js';
import type {LoggedEvent} from '../../contract/event.js';
import type {Report} from '../../contract/report.js';
import type {Snapshot} from '../../contract/snapshot.js';
import type {EngineThread} from './begin-thread.js';
import {unpackError} from './errors.js';
import type {DownMessage, UpMessage} from './messages.js';

/** An engine in a thread of its own, so that no frame of the screen ever holds up a record. */
export class ThreadedEngine implements Engine {
	readonly machineDefinitions = machineDefinitions;
	readonly #worker: Worker;
	readonly #listeners = new Set<(snapshot: Snapshot) => void>();

	/** Events from before the first listener, who gets them. */
	#missedEvents: LoggedEvent[] = [];
	readonly #started = createDeferred<void>();
	readonly #stopped = createDeferred<Report>();

	/** Takes a thread that has begun, and gives it the data for its engine. */
	constructor({worker, ended}: EngineThread, data: unknown) {
		this.#worker = worker;
		this.#worker.ref();
		this.#worker.postMessage(data);
		this.#worker.on('message', (message: UpMessage) => {
			this.#receive(message);
		});
		void this.#listenForEnd(ended);

		// A caller that waits for neither must not end with an unhandled rejection.
		this.#stopped.promise.catch(() => undefined);
	}

	get stopped(): Promise<Report> {
		return this.#stopped.promise;
	}

	async start(): Promise<void> {
		this.#tell({type: 'start'});
		await this.#started.promise;
	}

	send(command: Command): void {
		this.#tell({type: 'command', command});
	}

	subscribe(listener: (snapshot: Snapshot) => void): () => void {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	}

	async #listenForEnd(ended: Promise<Error>): Promise<void> {
		this.#fail(await ended);
	}

	#tell(message: DownMessage): void {
		this.#worker.postMessage(message);
	}

	#receive(message: UpMessage): void {
		switch (message.type) {
			case 'started': {
				this.#started.resolve();
				break;
			}

			case 'refused': {
				this.#started.reject(unpackError(message.error));
				void this.#worker.terminate();
				break;
			}

			case 'snapshot': {
				this.#publish(message.snapshot);
				break;
			}

			case 'stopped': {
				// A drain while the pipeline opens ends the start as well, and this message may overtake the one that says so.
				this.#started.resolve();
				this.#stopped.resolve(message.report);
				void this.#worker.terminate();
				break;
			}

			case 'broken': {
				this.#fail(unpackError(message.error));
				void this.#worker.terminate();
				break;
			}
		}
	}

	#publish(snapshot: Snapshot): void {
		const events = [...this.#missedEvents, ...snapshot.events];
		if (this.#listeners.size === 0) {
			this.#missedEvents = events;
			return;
		}

		this.#missedEvents = [];
		for (const listener of this.#listeners) {
			listener({...snapshot, events});
		}
	}

	/** Has no effect once both promises are settled. */
	#fail(error: Error): void {
		this.#started.reject(error);
		this.#stopped.reject(error);
	}
}
