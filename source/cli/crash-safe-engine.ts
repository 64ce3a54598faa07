import type {Engine} from '../contract/engine.js';
import type {Report} from '../contract/report.js';
import {UsageError} from '../domain/errors.js';
import {WrappedEngine} from '../engine/wrapped-engine.js';
import {lastKnownReport} from '../plain/last-known-report.js';
import {isOutOfFiles} from './out-of-files.js';
import {isOutOfThreads} from './out-of-threads.js';

/** Another engine, whose crash ends it in a report like any other end: with what the last snapshot knew. A `UsageError` is no crash, nor is a limit of open files or of threads: they pass. */
export class CrashSafeEngine extends WrappedEngine {
	readonly #stopped: Promise<Report>;
	readonly #deadLetter: string;
	#crash: {readonly error: unknown} | undefined;

	/** `deadLetter` is the file with the dead letters. */
	constructor(engine: Engine, deadLetter: string) {
		super(engine);
		this.#deadLetter = deadLetter;
		this.#stopped = this.#reportOf(engine.stopped);

		// The caller of `start` learns of a mistake of the user there, and need not wait for the end as well.
		this.#stopped.catch(() => undefined);
	}

	override get stopped(): Promise<Report> {
		return this.#stopped;
	}

	/** What the engine has crashed with, if it has. */
	get crash(): {readonly error: unknown} | undefined {
		return this.#crash;
	}

	/** An engine that crashes while it starts has stopped with a report as well. */
	override async start(): Promise<void> {
		try {
			await super.start();
		} catch (error) {
			this.#noteCrash(error);
		}
	}

	async #reportOf(stopped: Promise<Report>): Promise<Report> {
		try {
			return await stopped;
		} catch (error) {
			this.#noteCrash(error);
			return lastKnownReport(this.last, 'crashed', this.#deadLetter);
		}
	}

	/** Throws again what is no crash. */
	#noteCrash(error: unknown): void {
		if (error instanceof UsageError || isOutOfFiles(error) || isOutOfThreads(error)) {
			throw error;
		}

		this.#crash ??= {error};
	}
}
