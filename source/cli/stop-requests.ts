/** What a request to stop asks for: the first drains, the second aborts, the third leaves at once, whatever the engine does. */
export type StopStep = 'drain' | 'abort' | 'leave';

const steps: readonly StopStep[] = ['drain', 'abort', 'leave'];

/** Milliseconds in which further signals and keys are the same request. `timeout` signals the program and then its whole group, so that one request comes twice, and a key is easily struck twice. */
const oneRequest = 1000;

/** Counts how often a user has asked to stop, by signals and by keys. */
export class StopRequests {
	readonly #now: () => number;
	#asked = 0;
	#lastAt = Number.NEGATIVE_INFINITY;

	/** @param now A monotonic time in milliseconds. */
	constructor(now: () => number) {
		this.#now = now;
	}

	/** What a signal or a key asks for; nothing where it belongs to the request before. */
	ask(): StopStep | undefined {
		const now = this.#now();
		if (now - this.#lastAt < oneRequest) {
			return undefined;
		}

		this.#lastAt = now;
		return steps[Math.min(this.#asked++, steps.length - 1)];
	}
}
