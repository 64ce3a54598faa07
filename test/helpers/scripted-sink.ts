import type {Batch} from '../../source/domain/batch.js';
import type {SinkFailure} from '../../source/domain/sink-failure.js';
import type {Complete, Sink} from '../../source/engine/ports/sink.js';

type Handed = {readonly batch: Batch; readonly complete: Complete; readonly signal: AbortSignal};

/** What a test makes of a sink: it answers when and as it is told to. */
export type ScriptedSink = Sink & {
	/** What was handed over and has no answer yet. */
	readonly waiting: readonly Handed[];

	/** Every batch ever handed over, with its records at that time. */
	readonly written: readonly Batch[];

	/** How often a tick was ended. */
	readonly commits: number;
	readonly isOpen: boolean;

	/** Answers for what waits, by its place. */
	complete(index: number, failure?: SinkFailure): void;

	/** Answers for all that waits, first handed over first. */
	completeAll(failure?: SinkFailure): void;
};

export const cancelled: SinkFailure = {kind: 'retry', message: 'cancelled', outcomeUnknown: false};

/** `obeys`: what is cancelled is answered at once. */
export function createScriptedSink({maxInFlight = 64, maxBatchBytes = Infinity, obeys = true, name = 'scripted'} = {}): ScriptedSink {
	let waiting: Handed[] = [];
	const written: Batch[] = [];
	let commits = 0;
	let isOpen = false;
	const answer = (handed: Handed, failure: SinkFailure | undefined): void => {
		waiting = waiting.filter(other => other !== handed);
		handed.complete(handed.batch, failure);
	};

	return {
		name,
		maxInFlight,
		maxBatchBytes,
		written,
		get waiting() {
			return waiting;
		},
		get commits() {
			return commits;
		},
		get isOpen() {
			return isOpen;
		},
		async open() {
			isOpen = true;
		},
		write(batch, complete, signal) {
			const handed = {batch, complete, signal};
			waiting.push(handed);
			written.push({...batch, slices: [...batch.slices]});
			signal.addEventListener('abort', () => {
				if (obeys && waiting.includes(handed)) {
					answer(handed, cancelled);
				}
			});
		},
		commit() {
			commits++;
		},
		complete(index, failure) {
			const handed = waiting[index];
			if (handed !== undefined) {
				answer(handed, failure);
			}
		},
		completeAll(failure) {
			for (const handed of waiting) {
				answer(handed, failure);
			}
		},
		async close() {
			isOpen = false;
		},
	};
}
