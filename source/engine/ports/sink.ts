import type {Batch} from '../../domain/batch.js';
import type {SinkFailure} from '../../domain/sink-failure.js';

/** Answers for one batch, once: without a failure the receiver has confirmed it. Never called from within `write`. Whoever answers many at one time says when, in monotonic milliseconds, and spares a reading of the clock for each. */
export type Complete = (batch: Batch, failure?: SinkFailure, at?: number) => void;

/** Where batches go. It answers for each batch it was handed, in any order; it never retries by itself. */
export type Sink = {
	/** As the user wrote it, without secrets. */
	readonly name: string;

	/** How many batches one worker may hand over before the first of them is answered. */
	readonly maxInFlight: number;

	/** Finds out before the first record what can be found out then. Rejects with a `UsageError`. */
	open(): Promise<void>;

	/** Takes a batch. The signal cancels it: the sink then settles it as soon as it can, with what it knows. */
	write(batch: Batch, settle: Complete, signal: AbortSignal): void;

	/** The end of an engine turn: sinks that gather what workers hand over write it now. */
	commit?(): void;

	/** Every batch has been answered, or given up. Lets go of what the sink holds. */
	close(): Promise<void>;
};
