import {setMaxListeners} from 'node:events';
import type {Batch} from '../../source/domain/batch.js';
import type {SinkFailure} from '../../source/domain/sink-failure.js';
import type {Sink} from '../../source/engine/ports/sink.js';
import {until} from './until.js';

/** How often each batch was answered, what with, and whether that ever came from within `write`. */
export type Answers = {
	readonly failures: ReadonlyMap<Batch, SinkFailure | undefined>;
	readonly repeated: readonly Batch[];
	readonly fromWithinWrite: number;

	/** Hands a batch over; nothing is committed before `completed`. */
	write(batch: Batch, signal?: AbortSignal): void;

	/** Runs ticks, each ended with a commit, until every batch handed over has been answered. */
	completed(): Promise<void>;

	/** The failure of a batch, or `undefined` where it was confirmed. Throws where it has no answer yet. */
	of(batch: Batch): SinkFailure | undefined;
};

/** Stands where workers stand: hands batches to a sink and keeps its answers. `onTick` turns a clock that does not run by itself. */
export function createAnswers(sink: Sink, onTick?: () => void): Answers {
	const never = new AbortController().signal;
	setMaxListeners(0, never);
	const failures = new Map<Batch, SinkFailure | undefined>();
	const repeated: Batch[] = [];
	let handedOver = 0;
	let isWriting = false;
	let fromWithinWrite = 0;
	return {
		failures,
		repeated,
		get fromWithinWrite() {
			return fromWithinWrite;
		},
		write(batch, signal = never) {
			handedOver++;
			isWriting = true;
			sink.write(batch, (answered, failure) => {
				fromWithinWrite += Number(isWriting);
				if (failures.has(answered)) {
					repeated.push(answered);
				}

				failures.set(answered, failure);
			}, signal);
			isWriting = false;
		},
		async completed() {
			await until(() => {
				onTick?.();
				sink.commit?.();
				return failures.size === handedOver;
			});
		},
		of(batch) {
			if (!failures.has(batch)) {
				throw new Error('this batch has no answer yet');
			}

			return failures.get(batch);
		},
	};
}

/** Hands one batch over and waits for its answer. */
export async function answerTo(sink: Sink, batch: Batch, signal?: AbortSignal): Promise<SinkFailure | undefined> {
	const answers = createAnswers(sink);
	answers.write(batch, signal);
	await answers.completed();
	return answers.of(batch);
}
