import type {Command} from '../contract/command.js';
import type {Engine} from '../contract/engine.js';
import type {Report} from '../contract/report.js';
import type {Snapshot} from '../contract/snapshot.js';
import type {Clock} from '../engine/ports/clock.js';
import {WrappedEngine} from '../engine/wrapped-engine.js';
import {lastKnownReport} from '../plain/last-known-report.js';
import {duration} from '../text/format.js';
import {SilenceWatch} from './silence-watch.js';
import type {StopRequests, StopStep} from './stop-requests.js';

/** What leaving an engine needs. */
export type Leaving = {
	/** Counts the keys as well. */
	readonly requests: StopRequests;

	/** The file with the dead letters. */
	readonly deadLetter: string;

	/** Milliseconds that a drain may take, where the engine has not said what is left of them. */
	readonly grace: number;
	readonly clock: Clock;

	/** Says the last words of a run that is left, why first, and ends the program. */
	readonly leave: (report: Report, why: string) => void;
};

/** Another engine, passed through, that can be left though it is stuck: it keeps the last snapshot, so that something is known of its ledger. */
export class LeavableEngine extends WrappedEngine {
	readonly #leaving: Leaving;
	readonly #watch: SilenceWatch;
	#hasStopped = false;

	constructor(engine: Engine, leaving: Leaving) {
		super(engine);
		this.#leaving = leaving;
		this.#watch = new SilenceWatch(leaving.clock, silence => {
			this.#leave(`as the engine has given no sign for ${duration(silence)}`);
		});
		const stopped = (): void => {
			this.#hasStopped = true;
			this.#watch.end();
		};

		void engine.stopped.then(stopped, stopped);
	}

	override send(command: Command): void {
		if (command.type === 'drain' && command.reason === 'key') {
			this.#ask(this.#leaving.requests.ask(), command);
		} else {
			this.#pass(command);
		}
	}

	override subscribe(listener: (snapshot: Snapshot) => void): () => void {
		return super.subscribe(snapshot => {
			this.#watch.heard();
			listener(snapshot);
		});
	}

	/** A signal asks to stop. */
	stop(step: StopStep): void {
		this.#ask(step, {type: 'drain', reason: 'signal'});
	}

	/** The pipeline itself tells a first request from a second: a drain may have begun for another reason. */
	#ask(step: StopStep | undefined, command: Command): void {
		if (step === 'leave') {
			this.#leave('as it was asked for a third time');
		} else if (step !== undefined) {
			this.#pass(command);
		}
	}

	/** Nobody may be there to ask again, as when the terminal has gone: an engine that is asked to stop is watched. */
	#pass(command: Command): void {
		if (command.type === 'drain' && !this.#hasStopped) {
			this.#watch.begin(() => this.last?.grace ?? this.#leaving.grace);
		}

		super.send(command);
	}

	/** Once the engine has stopped, the end is near, and its ledger is about to be said. */
	#leave(why: string): void {
		if (!this.#hasStopped) {
			this.#leaving.leave(lastKnownReport(this.last, 'abandoned', this.#leaving.deadLetter), why);
		}
	}
}
