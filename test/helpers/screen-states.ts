import {press} from '../../source/tui/keys/press.js';
import {initialState, receive, type ScreenState} from '../../source/tui/state/screen-state.js';
import {createFakePipeline, type FakeOptions} from './fake-pipeline.js';

/** The state of a screen of 80 by 24 after so many steps of 100 ms of a pipeline. */
export function stateAfter(steps: number, options: FakeOptions = {}): ScreenState {
	const pipeline = createFakePipeline(options);
	let state = initialState({columns: 80, rows: 24}, 0);
	for (let step = 0; step < steps; step++) {
		state = receive(state, pipeline.step(), step * 100);
	}

	return state;
}

/** The state after keys; what they ask of the engine is not done. */
export function pressAll(state: ScreenState, keys: readonly string[]): ScreenState {
	let last = state;
	for (const key of keys) {
		last = press(last, key).state;
	}

	return last;
}
