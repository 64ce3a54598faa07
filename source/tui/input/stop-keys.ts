import type {Outcome} from './action.js';
import {HeldKeys} from './held-keys.js';

/** Milliseconds in which the same wish is meant. A key that is held repeats itself only after a part of it. */
const sameWish = 1000;

/** Milliseconds, after which a key that is held would have repeated itself. */
export const confirmation = 120;

/** What becomes of a press: it acts, it does nothing, or it acts if the key has not repeated itself after `confirmation`. */
export type Judgement = 'act' | 'ignore' | 'confirm';

/**
Which presses ask the program to stop. A second one aborts and leaves records behind, so it has to be meant: it is a press of its own, of a key that is not held, and comes after the user has seen that the program drains.
*/
export class StopKeys {
	readonly #held = new HeldKeys();
	readonly #takenAt: () => number;
	#askedAt: number | undefined;

	/** @param takenAt When the terminal took the last frame. */
	constructor(takenAt: () => number) {
		this.#takenAt = takenAt;
	}

	/** Judges each key by what it would do. */
	judge(key: string, {commands = []}: Outcome, now: number): Judgement {
		const isHeld = this.#held.note(key, now);
		if (commands.every(({type}) => type !== 'drain')) {
			return 'act';
		}

		if (isHeld) {
			return 'ignore';
		}

		if (this.#askedAt === undefined) {
			this.#askedAt = now;
			return 'act';
		}

		return now - this.#askedAt >= sameWish && this.#takenAt() > this.#askedAt ? 'confirm' : 'ignore';
	}

	/** Whether a press at a time was one of its own. To be asked once, after `confirmation`. */
	confirms(key: string, pressedAt: number): boolean {
		const isMeant = this.#held.lastAt(key) === pressedAt;
		if (isMeant) {
			this.#askedAt = pressedAt;
		}

		return isMeant;
	}
}
