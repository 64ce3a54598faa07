import {Buffer} from 'node:buffer';
import type {TerminalScreen, TerminalScreenOptions} from './terminal-screen.js';

/** Milliseconds until a terminal that took nothing is tried again. */
const patience = 50;

/** Bytes that are kept for a terminal that takes nothing; what is said later is lost. */
const longest = 65_536;

/** Characters of what was said last that a snapshot keeps. */
const remembered = 4000;

/** Writes for a screen reader, in the screen's place: text that is only ever added to, on the terminal's normal buffer. */
export function createScreenReaderOutput(options: TerminalScreenOptions): TerminalScreen {
	return new SpokenScreen(options);
}

class SpokenScreen implements TerminalScreen {
	readonly #options: TerminalScreenOptions;
	#isOpen = false;
	#isWaiting = false;
	#unwritten: Uint8Array = Buffer.alloc(0);
	#said = '';
	#takenAt = Number.NEGATIVE_INFINITY;

	constructor(options: TerminalScreenOptions) {
		this.#options = options;
	}

	show(text: string): void {
		if (this.#isOpen) {
			this.#say(text);
		}
	}

	open(): void {
		this.#isOpen = true;
		this.#flush();
	}

	resize(): void {
		// The terminal breaks lines by itself.
	}

	text(): string {
		return this.#translated(this.#said).trim();
	}

	takenAt(): number {
		return this.#takenAt;
	}

	restore(): void {
		if (this.#isOpen) {
			this.#options.output.writeAll(this.#unwritten);
		}

		this.#isOpen = false;
		this.#unwritten = Buffer.alloc(0);
	}

	#say(text: string): void {
		this.#said = (this.#said + text).slice(-remembered);
		if (this.#unwritten.length < longest) {
			this.#unwritten = Buffer.concat([this.#unwritten, Buffer.from(this.#translated(text))]);
		}

		if (!this.#isWaiting) {
			this.#flush();
		}
	}

	#flush(): void {
		this.#isWaiting = false;
		if (!this.#isOpen) {
			return;
		}

		const {output, timing, onLost} = this.#options;
		try {
			this.#unwritten = this.#unwritten.subarray(output.write(this.#unwritten));
		} catch (error) {
			this.#isOpen = false;
			onLost?.(error);
			return;
		}

		if (this.#unwritten.length > 0) {
			this.#isWaiting = true;
			timing.after(patience, () => {
				this.#flush();
			});
		} else {
			this.#takenAt = timing.now();
		}
	}

	#translated(text: string): string {
		return this.#options.translate?.(text) ?? text;
	}
}
