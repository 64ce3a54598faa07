import type {Command} from '../../contract/command.js';
import type {Engine} from '../../contract/engine.js';
import {countOf} from '../../text/format.js';
import type {Clock} from '../ports/clock.js';
import type {Action} from './actions.js';
import {AnnotatedEngine} from './annotated-engine.js';

/** An engine that repeats the actions of an earlier run, each at its time since the start, beside what its user does. It repeats no more once the user leaves: a second drain would abort. */
export class ReplayedEngine extends AnnotatedEngine {
	readonly #actions: readonly Action[];
	readonly #clock: Clock;
	#startedAt = 0;
	#next = 0;
	#timer: number | undefined;
	#hasEnded = false;

	constructor(engine: Engine, actions: readonly Action[], clock: Clock) {
		super(engine, clock);
		this.#actions = actions;
		this.#clock = clock;
		const end = (): void => {
			this.#end();
		};

		void engine.stopped.then(end, end);
	}

	override async start(): Promise<void> {
		await super.start();
		this.#startedAt = this.#clock.now();
		this.#log(`replaying ${countOf(this.#actions.length, 'action')}`);
		this.#proceed();
	}

	override send(command: Command): void {
		const left = this.#actions.length - this.#next;
		if ((command.type === 'drain' || command.type === 'abort') && !this.#hasEnded) {
			this.#end();
			this.#log(`replay ended: ${countOf(left, 'action')} left out`);
		}

		super.send(command);
	}

	/** Repeats all actions that are due, and waits for the next. Times are good to a millisecond. */
	#proceed(): void {
		const elapsed = Math.round(this.#clock.now() - this.#startedAt);
		while (!this.#hasEnded) {
			const action = this.#actions[this.#next];
			if (action === undefined) {
				this.#end();
				this.#log('replay is over');
			} else if (action.at <= elapsed) {
				this.#next++;
				super.send(action.command);
			} else {
				this.#timer = this.#clock.setTimeout(() => {
					this.#proceed();
				}, action.at - elapsed);
				return;
			}
		}
	}

	#end(): void {
		this.#hasEnded = true;
		if (this.#timer !== undefined) {
			this.#clock.clearTimeout(this.#timer);
		}
	}

	#log(message: string): void {
		this.annotate({level: 'info', source: 'pipeline', message});
	}
}
