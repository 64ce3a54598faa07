import type {Command} from '../contract/command.js';
import type {Engine} from '../contract/engine.js';
import type {Report} from '../contract/report.js';
import type {Snapshot} from '../contract/snapshot.js';
import {UsageError} from '../domain/errors.js';
import {crashReport} from '../plain/crash-report.js';
import {isOutOfFiles} from './out-of-files.js';

/** Another engine, whose crash ends it in a report like any other end: with what the last snapshot knew. A `UsageError` is no crash, nor is a limit of open files: they pass. */
export class CrashSafeEngine implements Engine {
	readonly stopped: Promise<Report>;
	readonly #engine: Engine;
	readonly #deadLetter: string;
	#last: Snapshot | undefined;
	#crash: {readonly error: unknown} | undefined;

	/** `deadLetter` is the file with the dead letters. */
	constructor(engine: Engine, deadLetter: string) {
		this.#engine = engine;
		this.#deadLetter = deadLetter;
		this.stopped = this.#reportOf();

		// The caller of `start` learns of a mistake of the user there, and need not wait for the end as well.
		this.stopped.catch(() => undefined);
	}

	get machineDefinitions(): Engine['machineDefinitions'] {
		return this.#engine.machineDefinitions;
	}

	/** What the engine has crashed with, if it has. */
	get crash(): {readonly error: unknown} | undefined {
		return this.#crash;
	}

	/** An engine that crashes while it starts has stopped with a report as well. */
	async start(): Promise<void> {
		try {
			await this.#engine.start();
		} catch (error) {
			this.#noteCrash(error);
		}
	}

	send(command: Command): void {
		this.#engine.send(command);
	}

	/** The engine keeps what happens until there is a listener, so it is not listened to before. */
	subscribe(listener: (snapshot: Snapshot) => void): () => void {
		return this.#engine.subscribe(snapshot => {
			this.#last = snapshot;
			listener(snapshot);
		});
	}

	async #reportOf(): Promise<Report> {
		try {
			return await this.#engine.stopped;
		} catch (error) {
			this.#noteCrash(error);
			return crashReport(this.#last, this.#deadLetter);
		}
	}

	/** Throws again what is no crash. */
	#noteCrash(error: unknown): void {
		if (error instanceof UsageError || isOutOfFiles(error)) {
			throw error;
		}

		this.#crash ??= {error};
	}
}
