import type {Timing} from '../terminal/timing.js';
import {
	nothingSpent, spend, waitOf, type Purpose, type Spending,
} from './frame-budget.js';

/** Least milliseconds from one frame to the next, and from a frame to the answer to a key. */
const [regular, quickest] = [100, 30];

/** Decides when frames are drawn: ten a second, or fewer where they cost more than their share of a core. */
export class FramePacer {
	readonly #timing: Timing;
	readonly #draw: (share: number) => void;
	#spending = nothingSpent;
	#drawnAt = Number.NEGATIVE_INFINITY;
	#workedAt: number;

	/** When the next frame may show news. An answer in between does not put it off. */
	#regularAt = Number.NEGATIVE_INFINITY;

	/** When the frame that is planned comes; infinite where none is. */
	#dueAt = Number.POSITIVE_INFINITY;

	/** @param draw Draws a frame, given the screen's share of a core, 0 to 1. */
	constructor(timing: Timing, draw: (share: number) => void) {
		this.#timing = timing;
		this.#draw = draw;
		this.#workedAt = timing.worked();
	}

	/** Plans a frame, if none comes earlier. It is never drawn at once, so that the keys of one read, or a snapshot and a key, make one frame. */
	request(purpose: Purpose): void {
		const earliest = purpose === 'news' ? this.#regularAt : this.#drawnAt + quickest;
		if (earliest >= this.#dueAt) {
			return;
		}

		const time = Math.max(earliest, this.#timing.now() + waitOf(this.#spent(), purpose));
		if (time >= this.#dueAt) {
			return;
		}

		this.#dueAt = time;
		this.#timing.after(Math.max(0, time - this.#timing.now()), () => {
			if (this.#dueAt === time) {
				this.#drawNow();
			}
		});
	}

	#drawNow(): void {
		const now = this.#timing.now();
		this.#spending = this.#spent();
		this.#drawnAt = now;
		this.#workedAt = this.#timing.worked();
		this.#regularAt = now >= this.#regularAt ? now + regular : this.#regularAt;
		this.#dueAt = Number.POSITIVE_INFINITY;
		this.#draw(this.#spending.share);
	}

	#spent(): Spending {
		return spend(this.#spending, this.#timing.worked() - this.#workedAt, this.#timing.now() - this.#drawnAt);
	}
}
