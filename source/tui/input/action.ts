import type {Command} from '../../contract/command.js';
import type {Snapshot} from '../../contract/snapshot.js';
import {withNotice, type ScreenState} from '../state/screen-state.js';

/** What a key leads to. */
export type Outcome = {
	readonly state: ScreenState;
	readonly commands?: readonly Command[];

	/** Stop the program as the shell's Ctrl-Z does. */
	readonly isSuspending?: boolean;

	/** Keep what is shown in files. */
	readonly isSaving?: boolean;
};

/** What a key does; one action may serve several keys. */
export type Action = (state: ScreenState, key: string) => Outcome;

/** The answer to a key that acts while the keys are locked. */
export const lockedText = 'locked: L unlocks';

/** Changes nothing, and says why. */
export function refuse(state: ScreenState, why: string): Outcome {
	return {state: withNotice(state, why, true)};
}

/** An action that needs a snapshot to act on. */
export function onSnapshot(act: (state: ScreenState, snapshot: Snapshot) => Outcome): Action {
	return state => state.live.snapshot === undefined ? refuse(state, 'starting: a moment, please') : act(state, state.live.snapshot);
}
