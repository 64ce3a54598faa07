import type {SinkFailure} from '../../domain/sink-failure.js';
import type {EventLog} from '../metrics/event-log.js';
import type {Clock} from '../ports/clock.js';

/** How long nothing may fail before the sink counts as well again, in milliseconds. */
const quiet = 1000;

/** What the sink fails with now, told to the log when it begins, when it changes in kind and when it is over, not at each attempt. */
export class SinkHealth {
	readonly #log: EventLog;
	readonly #clock: Clock;
	#failure: SinkFailure | undefined;
	#failedAt = 0;

	constructor(log: EventLog, clock: Clock) {
		this.#log = log;
		this.#clock = clock;
	}

	/** What failed last, until batches have gone well for a second. */
	get problem(): string | undefined {
		return this.#failure?.message;
	}

	failed(failure: SinkFailure): void {
		if (this.#failure === undefined || topicOf(this.#failure) !== topicOf(failure)) {
			this.#log.add({level: failure.kind === 'retry' ? 'warning' : 'error', source: 'sink', message: failure.message});
		}

		this.#failure = failure;
		this.#failedAt = this.#clock.now();
	}

	succeeded(): void {
		if (this.#failure !== undefined && this.#clock.now() - this.#failedAt >= quiet) {
			this.#failure = undefined;
			this.#log.add({level: 'info', source: 'sink', message: 'delivering again'});
		}
	}
}

function topicOf({topic, message}: SinkFailure): string {
	return topic ?? message;
}
