import type {SinkFailure} from '../domain/sink-failure.js';
import type {EventLog} from './event-log.js';

/** What the sink fails with now, told to the log when it changes, not at each attempt. */
export class SinkHealth {
	readonly #log: EventLog;
	#problem: string | undefined;

	constructor(log: EventLog) {
		this.#log = log;
	}

	/** What the last batch failed with, while none has gone well since. */
	get problem(): string | undefined {
		return this.#problem;
	}

	failed({message, kind}: SinkFailure): void {
		if (message !== this.#problem) {
			this.#problem = message;
			this.#log.add({level: kind === 'retry' ? 'warning' : 'error', source: 'sink', message});
		}
	}

	succeeded(): void {
		if (this.#problem !== undefined) {
			this.#problem = undefined;
			this.#log.add({level: 'info', source: 'sink', message: 'delivering again'});
		}
	}
}
