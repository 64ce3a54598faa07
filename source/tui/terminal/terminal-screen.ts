import {Buffer} from 'node:buffer';
import {stripVTControlCharacters} from 'node:util';
import {
	enterScreen, frameUpdate, leaveScreen, type Size,
} from './frame.js';
import type {Output} from './output.js';
import type {Timing} from './timing.js';

/** Takes whole frames and shows the newest: as fast as the terminal takes frames, and not faster than the eye needs them. */
export type TerminalScreen = {
	/** Shows a frame, while the screen is open. */
	show(frame: string): void;

	/** Takes the terminal over, or back after `restore`, and shows the newest frame. */
	open(): void;

	/** Has the next frame clear the screen; the caller calls it on each change of the size. */
	resize(): void;

	/** Gives the terminal back as it was. Synchronous, for handlers of signals and errors; more than once does no harm. */
	restore(): void;

	/** The newest frame without colours. */
	text(): string;

	/** When the terminal took all that was drawn, by the screen's clock. */
	takenAt(): number;
};

/** What a screen is drawn on, and how. */
export type TerminalScreenOptions = {
	readonly output: Output;
	readonly size: () => Size;
	readonly timing: Timing;

	/** Least milliseconds between two frames: 30, where nothing is said. */
	readonly interval?: number;

	/** Applied to each frame that is drawn; changes no widths. */
	readonly translate?: ((frame: string) => string) | undefined;

	/** Called once, when the terminal is gone. */
	readonly onLost?: (error: unknown) => void;
};

/** Least milliseconds between two frames: a second frame sooner would not be seen. */
const defaultInterval = 30;

/** Milliseconds until a terminal that took nothing is tried again. */
const patience = 10;

/** The screen on the terminal's alternate buffer, of which only changes are written. */
export function createTerminalScreen(options: TerminalScreenOptions): TerminalScreen {
	return new BufferedScreen(options);
}

class BufferedScreen implements TerminalScreen {
	readonly #options: TerminalScreenOptions;
	#isOpen = false;
	#newest: string | undefined;
	#isDrawn = true;

	/** The rows on the terminal; `undefined` where they are not known. */
	#shown: readonly string[] | undefined;
	#unwritten: Uint8Array = Buffer.alloc(0);
	#drawnAt = Number.NEGATIVE_INFINITY;
	#isWaiting = false;
	#takenAt = Number.NEGATIVE_INFINITY;

	constructor(options: TerminalScreenOptions) {
		this.#options = options;
	}

	show(frame: string): void {
		if (this.#isOpen) {
			this.#newest = frame;
			this.#isDrawn = false;
			this.#proceed();
		}
	}

	open(): void {
		this.#isOpen = true;
		this.#unwritten = Buffer.from(enterScreen);
		this.#shown = undefined;
		this.#isDrawn = false;
		this.#proceed();
	}

	resize(): void {
		this.#shown = undefined;
		this.#isDrawn = false;
	}

	restore(): void {
		if (this.#isOpen) {
			this.#isOpen = false;
			this.#options.output.writeAll(Buffer.from(leaveScreen));
		}
	}

	text(): string {
		return stripVTControlCharacters(this.#newest ?? '');
	}

	takenAt(): number {
		return this.#takenAt;
	}

	/** Draws the newest frame, once the terminal has taken the one before and the interval has passed. */
	#proceed(): void {
		if (!this.#isOpen || !this.#flush() || this.#isDrawn || this.#newest === undefined) {
			return;
		}

		const {timing, size, interval = defaultInterval, translate} = this.#options;
		const wait = this.#drawnAt + interval - timing.now();
		if (wait > 0) {
			this.#proceedIn(wait);
			return;
		}

		const frame = (translate?.(this.#newest) ?? this.#newest).split('\n');
		this.#unwritten = Buffer.from(frameUpdate(this.#shown, frame, size()));
		this.#shown = frame;
		this.#isDrawn = true;
		this.#drawnAt = timing.now();
		this.#flush();
	}

	/** Writes as much as the terminal takes; a frame that has been begun is finished before the next. Returns whether all is written. */
	#flush(): boolean {
		try {
			this.#unwritten = this.#unwritten.subarray(this.#options.output.write(this.#unwritten));
		} catch (error) {
			this.#isOpen = false;
			this.#options.onLost?.(error);
			return false;
		}

		if (this.#unwritten.length > 0) {
			this.#proceedIn(patience);
			return false;
		}

		this.#takenAt = this.#options.timing.now();
		return true;
	}

	#proceedIn(delay: number): void {
		if (this.#isWaiting) {
			return;
		}

		this.#isWaiting = true;
		this.#options.timing.after(delay, () => {
			this.#isWaiting = false;
			this.#proceed();
		});
	}
}
