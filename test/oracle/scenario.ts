import type {Command} from '../../source/contract/command.js';
import type {Snapshot} from '../../source/contract/snapshot.js';
import type {Limit} from '../../source/diagnosis/verdict.js';
import type {Dice} from '../helpers/dice.js';
import type {GivenSettings} from '../helpers/settings.js';
import type {Character} from './receiver.js';

/** One run, drawn from a seed. Times in milliseconds since the start. */
export type Run = {
	readonly settings: GivenSettings;
	readonly receiver: (at: number) => Character;

	/** Batches that the sink takes of one worker at a time. */
	readonly window?: number;

	/** Records a second of a real source; the program makes them itself where there is none. */
	readonly source?: (at: number) => number;
	readonly recordBytes?: number;

	/** How busy the engine's thread is. */
	readonly utilisation?: (at: number) => number;
	readonly commands?: ReadonlyArray<{readonly at: number; readonly command: Command}>;
	readonly length: number;

	/** The limits that are right at a moment. */
	readonly truth: (at: number, snapshot: Snapshot) => readonly Limit[];
};

export type Scenario = {
	readonly name: string;
	readonly draw: (dice: Dice) => Run;
};

/** The value of the last step that has begun. */
export function steps<Value>(first: Value, ...later: ReadonlyArray<readonly [from: number, value: Value]>): (at: number) => Value {
	return at => later.findLast(([from]) => at >= from)?.[1] ?? first;
}
