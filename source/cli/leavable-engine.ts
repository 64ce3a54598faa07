import type {Command} from '../contract/command.js';
import type {Engine} from '../contract/engine.js';
import type {Report} from '../contract/report.js';
import {WrappedEngine} from '../engine/wrapped-engine.js';
import {lastKnownReport} from '../plain/last-known-report.js';
import type {StopRequests, StopStep} from './stop-requests.js';

/** What leaving an engine needs. */
export type Leaving = {
	/** Counts the keys as well. */
	readonly requests: StopRequests;

	/** The file with the dead letters. */
	readonly deadLetter: string;

	/** Says the last words of a run that is left, and ends the program. */
	readonly leave: (report: Report) => void;
};

/** Another engine, passed through, that can be left though it is stuck: it keeps the last snapshot, so that something is known of its ledger. */
export class LeavableEngine extends WrappedEngine {
	readonly #leaving: Leaving;
	#hasStopped = false;

	constructor(engine: Engine, leaving: Leaving) {
		super(engine);
		this.#leaving = leaving;
		const stopped = (): void => {
			this.#hasStopped = true;
		};

		void engine.stopped.then(stopped, stopped);
	}

	override send(command: Command): void {
		if (command.type === 'drain' && command.reason === 'key') {
			this.#ask(this.#leaving.requests.ask(), command);
		} else {
			super.send(command);
		}
	}

	/** A signal asks to stop. */
	stop(step: StopStep): void {
		this.#ask(step, {type: 'drain', reason: 'signal'});
	}

	/** The pipeline itself tells a first request from a second: a drain may have begun for another reason. */
	#ask(step: StopStep | undefined, command: Command): void {
		if (step === 'leave') {
			this.#leave();
		} else if (step !== undefined) {
			super.send(command);
		}
	}

	/** Once the engine has stopped, the end is near, and its ledger is about to be said. */
	#leave(): void {
		if (!this.#hasStopped) {
			this.#leaving.leave(lastKnownReport(this.last, 'abandoned', this.#leaving.deadLetter));
		}
	}
}
