import type {Batch} from '../../domain/batch.js';
import type {Amount} from '../../domain/ledger.js';
import type {SinkFailure} from '../../domain/sink-failure.js';

/**
Completes one batch, once: without a failure the receiver has confirmed it. A sink never calls it from within `write`.

@param at When the batch was completed, in monotonic milliseconds. A sink that completes many batches at one time says so, and spares a reading of the clock for each.
*/
export type Complete = (batch: Batch, failure?: SinkFailure, at?: number) => void;

/** What a sink tells besides the answers to its batches: a line for the log. */
export type SinkEvents = {
	readonly onEvent: (level: 'info' | 'warning', message: string, detail?: string) => void;
};

/** Where batches go. A sink completes each batch that it was handed, in any order, and never retries by itself. */
export type Sink = {
	/** As the user wrote it, without secrets. */
	readonly name: string;

	/** How many batches one worker may have at the sink. */
	readonly maxInFlight: number;

	/** How many bytes a batch of several records may have: what is more stays with its worker for the next one. Asked for each batch; no limit where it is left out. */
	readonly maxBatchBytes?: number;

	/** Of what it has confirmed to the workers: what may not have reached the receiver. The sink keeps it and sends it again where it must; until then it counts as in flight. It can't be more than was confirmed. */
	readonly unconfirmed?: Amount;

	/** Records that the sink has sent again by itself. */
	readonly resent?: number;

	/** At most so much of what it has confirmed is where nobody can reach it any more. It only grows. */
	readonly unreachable?: Amount;

	/** Finds out before the first record what can be found out then. Rejects with a `UsageError`. */
	open(events?: SinkEvents): Promise<void>;

	/** Takes a batch. The signal cancels it: the sink then completes it as soon as it can, with what it knows. */
	write(batch: Batch, complete: Complete, signal: AbortSignal): void;

	/** The engine's tick is over: a sink that gathers what workers hand over writes it now. */
	commit?(): void;

	/** What the sink writes to may have been replaced, as a file is when logs are rotated: it is opened anew. */
	reopen?(): void;

	/** The pipeline is aborted: `close` does not try to deliver what is unconfirmed any more. */
	abort?(): void;

	/** Lets go of what the sink holds. Every batch has been completed, or given up; what is still unconfirmed after it is left behind. Also called for a sink that was not opened. */
	close(): Promise<void>;
};
