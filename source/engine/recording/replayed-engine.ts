import type {Command} from '../../contract/command.js';
import type {Engine} from '../../contract/engine.js';
import type {Clock} from '../ports/clock.js';
import type {Report, Snapshot} from '../../contract/snapshot.js';
import type {Action} from './actions.js';
import {Remarks} from './remarks.js';

/** An engine that is given the actions of an earlier run, each at its time since the start, beside what its user does. Once the user leaves, no more are given: a drain that follows would abort. */
export class ReplayedEngine implements Engine {
	readonly #engine: Engine;
	readonly #actions: readonly Action[];
	readonly #clock: Clock;
	readonly #remarks: Remarks;
	#startedAt = 0;
	#next = 0;
	#timer: number | undefined;
	#hasEnded = false;

	constructor(engine: Engine, actions: readonly Action[], clock: Clock) {
		this.#engine = engine;
		this.#actions = actions;
		this.#clock = clock;
		this.#remarks = new Remarks(engine, clock);
		const end = (): void => {
			this.#end();
		};

		void engine.stopped.then(end, end);
	}

	get machineDefinitions(): Engine['machineDefinitions'] {
		return this.#engine.machineDefinitions;
	}

	get stopped(): Promise<Report> {
		return this.#engine.stopped;
	}

	async start(): Promise<void> {
		await this.#engine.start();
		this.#startedAt = this.#clock.now();
		this.#say(`replaying ${countOf(this.#actions.length)}`);
		this.#proceed();
	}

	send(command: Command): void {
		const left = this.#actions.length - this.#next;
		if ((command.type === 'drain' || command.type === 'abort') && !this.#hasEnded) {
			this.#end();
			this.#say(`replay ended: ${countOf(left)} left out`);
		}

		this.#engine.send(command);
	}

	subscribe(listener: (snapshot: Snapshot) => void): () => void {
		return this.#remarks.subscribe(listener);
	}

	/** Gives all that is due, and waits for the next. Times are good to a millisecond. */
	#proceed(): void {
		const elapsed = Math.round(this.#clock.now() - this.#startedAt);
		while (!this.#hasEnded) {
			const action = this.#actions[this.#next];
			if (action === undefined) {
				this.#end();
				this.#say('replay is over');
			} else if (action.at <= elapsed) {
				this.#next++;
				this.#engine.send(action.command);
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

	#say(message: string): void {
		this.#remarks.add({level: 'info', source: 'pipeline', message});
	}
}

function countOf(actions: number): string {
	return `${actions.toLocaleString('en')} action${actions === 1 ? '' : 's'}`;
}
