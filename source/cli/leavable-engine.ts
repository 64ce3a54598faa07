import type {Command} from '../contract/command.js';
import type {Engine} from '../contract/engine.js';
import type {Report} from '../contract/report.js';
import type {Snapshot} from '../contract/snapshot.js';
import {lastKnown} from '../plain/last-known.js';
import type {StopRequests, StopStep} from './stop-requests.js';

/** What leaving an engine needs. */
export type Leaving = {
	/** Counts the keys as well. */
	readonly requests: StopRequests;

	/** Milliseconds. */
	readonly now: () => number;

	/** The file with the dead letters. */
	readonly deadLetter: string;

	/** Says these lines and ends the program. */
	readonly leave: (lines: readonly string[], code: number) => void;
};

/** Another engine, passed through, that can be left though it is stuck: it keeps the last snapshot, so that something is known of its ledger. */
export class LeavableEngine implements Engine {
	readonly #engine: Engine;
	readonly #leaving: Leaving;
	#last: {readonly snapshot: Snapshot; readonly at: number} | undefined;
	#hasStopped = false;

	constructor(engine: Engine, leaving: Leaving) {
		this.#engine = engine;
		this.#leaving = leaving;
		const stopped = (): void => {
			this.#hasStopped = true;
		};

		void engine.stopped.then(stopped, stopped);
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
		if (command.type === 'drain' && command.reason === 'key') {
			this.#ask(this.#leaving.requests.key(), command);
		} else {
			this.#engine.send(command);
		}
	}

	/** A signal asks to stop. */
	stop(step: StopStep): void {
		this.#ask(step, {type: 'drain', reason: 'signal'});
	}

	subscribe(listener: (snapshot: Snapshot) => void): () => void {
		return this.#engine.subscribe(snapshot => {
			this.#last = {snapshot, at: this.#leaving.now()};
			listener(snapshot);
		});
	}

	/** The pipeline itself tells a first request from a second: a drain may have begun for another reason. */
	#ask(step: StopStep | undefined, command: Command): void {
		if (step === 'leave') {
			this.#leave();
		} else if (step !== undefined) {
			this.#engine.send(command);
		}
	}

	/** Once the engine has stopped, the end is near, and its ledger is about to be said. */
	#leave(): void {
		if (this.#hasStopped) {
			return;
		}

		const {now, deadLetter, leave} = this.#leaving;
		const {sentence, code} = lastKnown(this.#last?.snapshot, now() - (this.#last?.at ?? 0), deadLetter);
		leave(['millrace: left at once, as it was asked for a third time: the engine had not stopped', sentence], code);
	}
}
