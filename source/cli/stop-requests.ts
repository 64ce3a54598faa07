/** What a request to stop asks for: the first drains, the second aborts, the third leaves at once, whatever the engine does. */
export type StopStep = 'drain' | 'abort' | 'leave';

const steps: readonly StopStep[] = ['drain', 'abort', 'leave'];

/** Milliseconds in which further signals are the same request. `timeout` signals the program and then its whole group, so that one request comes twice. */
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

	/** What a signal asks for; nothing where it belongs to the request before. */
	signal(): StopStep | undefined {
		return this.#isNew() ? this.#count() : undefined;
	}

	/** What a key asks for. Nobody presses it twice by mistake, but a key that is held repeats itself, so the step that loses most has to be a new request. */
	key(): StopStep | undefined {
		return this.#asked < 2 || this.#isNew() ? this.#count() : undefined;
	}

	#isNew(): boolean {
		return this.#now() - this.#lastAt >= oneRequest;
	}

	#count(): StopStep | undefined {
		this.#lastAt = this.#now();
		return steps[Math.min(this.#asked++, steps.length - 1)];
	}
}
