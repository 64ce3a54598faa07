import type {SinkFailure} from '../../domain/sink-failure.js';
import type {EventLog} from '../metrics/event-log.js';
import type {Clock} from '../ports/clock.js';

/** How long no batch may fail until the sink counts as healthy again, in milliseconds. */
const quiet = 1000;

/** What the sink fails with now. The log gets an event when failures begin, when their topic changes and when they are over, not at each attempt. */
export class SinkHealth {
	readonly #log: EventLog;
	readonly #clock: Clock;
	#failure: SinkFailure | undefined;
	#failedAt = 0;

	constructor(log: EventLog, clock: Clock) {
		this.#log = log;
		this.#clock = clock;
	}

	/** The message of the last failure, until a batch succeeds at least a second after it. */
	get problem(): string | undefined {
		return this.#failure?.message;
	}

	/** Whether the last failure was a refusal of the records for good. */
	get isRefusal(): boolean {
		return this.#failure?.kind === 'refused';
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
