import type {Snapshot} from '../contract/snapshot.js';
import {adviseOn} from './advice.js';
import {findBottleneck, type Bottleneck} from './bottleneck.js';
import {
	factsOf, observe, quickestOf, type Quickest, type Window,
} from './facts.js';

/** The bottleneck, and what a good operator would do. */
export type Verdict = Bottleneck & {
	readonly advice: string | undefined;
};

/** The present verdict on the pipeline, and the facts behind it. */
export type Diagnosis = {
	readonly window: Window;
	readonly quickest: Quickest | undefined;
	readonly verdict: Verdict;

	/** Since when another bottleneck has been found, in milliseconds since the start. */
	readonly doubtedSince: number | undefined;

	/** When the verdict was last looked over. */
	readonly at: number;
};

export const noDiagnosis: Diagnosis = {
	window: [],
	quickest: undefined,
	verdict: {kind: 'none', evidence: 'starting', advice: undefined},
	doubtedSince: undefined,
	at: Number.NEGATIVE_INFINITY,
};

/** Milliseconds between two looks at a verdict, and until a verdict gives way to another bottleneck. A verdict that flickers can't be read. */
const interval = 1000;
const doubtLength = 2000;

/** A diagnosis with a snapshot taken in. */
export function diagnose(before: Diagnosis, snapshot: Snapshot): Diagnosis {
	const {elapsed} = snapshot;
	const window = observe(before.window, snapshot);
	const quickest = quickestOf(before.quickest, snapshot);
	if (elapsed - before.at < interval) {
		return {...before, window, quickest};
	}

	const facts = factsOf(window, snapshot, quickest);
	const found = findBottleneck(facts);
	const present = {
		...before, window, quickest, at: elapsed,
	};
	const isBelieved = found.kind === before.verdict.kind || before.verdict.kind === 'none' || snapshot.state !== 'running'
		|| (before.doubtedSince !== undefined && elapsed - before.doubtedSince >= doubtLength);
	return isBelieved
		? {...present, verdict: {...found, advice: adviseOn(facts, found.kind)}, doubtedSince: undefined}
		: {...present, doubtedSince: before.doubtedSince ?? elapsed};
}
