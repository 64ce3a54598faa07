import type {Snapshot} from '../../source/contract/snapshot.js';
import {press} from '../../source/tui/keys/press.js';
import type {ScreenState} from '../../source/tui/state/screen-state.js';
import type {PipelineOptions} from './pipeline.js';
import {createStage} from './stage.js';

/** The state of a screen of 80 by 24 over a pipeline that has run for so many steps of 100 ms. */
export async function stateAfter(steps: number, options: PipelineOptions = {}): Promise<ScreenState> {
	const stage = await createStage(options);
	stage.pass(steps);
	return stage.state();
}

/** The last snapshot of a pipeline that has run for so many steps of 100 ms. */
export async function snapshotAfter(steps: number, options: PipelineOptions = {}): Promise<Snapshot> {
	const {live} = await stateAfter(steps, options);
	if (live.snapshot === undefined) {
		throw new Error(`expected a snapshot after ${steps} steps`);
	}

	return live.snapshot;
}

/** The state after keys; the engine does not get their commands. */
export function pressAll(state: ScreenState, keys: readonly string[]): ScreenState {
	let last = state;
	for (const key of keys) {
		last = press(last, key).state;
	}

	return last;
}
