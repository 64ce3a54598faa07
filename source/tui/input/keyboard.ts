import type {Timing} from '../terminal/timing.js';
import {KeyDecoder, type Token} from './key-decoder.js';

/** What a keyboard tells. */
export type KeyListener = {
	readonly onKey: (key: string) => void;

	/** Text that was pasted, be it marked by the terminal or not. */
	readonly onPaste: (text: string) => void;
};

/** Characters that no one types within one read. */
const fewestPasted = 4;

/** Milliseconds. A paste may come in several reads, and the last of them may be short. */
const pasteEcho = 100;

/**
Reads keys from a keyboard in raw mode. Returns a function that stops.

It replaces Ink's `useInput`, which throws at a Ctrl sequence whose key it has no name for, and takes a sequence that a link has cut for keys.
*/
export function readKeys(keyboard: NodeJS.ReadStream, timing: Pick<Timing, 'now' | 'after'>, listener: KeyListener): () => void {
	const reader = new KeyReader(timing, listener);
	const read = (bytes: Uint8Array | string) => {
		reader.read(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes);
	};

	keyboard.setRawMode(true);
	keyboard.on('data', read);
	keyboard.resume();
	return () => {
		keyboard.off('data', read);
		keyboard.pause();
		keyboard.setRawMode(false);
	};
}

/** Tells keys from pastes in what is read, and waits for what is cut. */
export class KeyReader {
	readonly #decoder = new KeyDecoder();
	readonly #timing: Pick<Timing, 'now' | 'after'>;
	readonly #listener: KeyListener;
	#pastedAt = Number.NEGATIVE_INFINITY;

	/** Counts the reads: a timer of an earlier one has no effect. */
	#reads = 0;

	constructor(timing: Pick<Timing, 'now' | 'after'>, listener: KeyListener) {
		this.#timing = timing;
		this.#listener = listener;
	}

	read(bytes: Uint8Array): void {
		this.#reads++;
		this.#tell(this.#decoder.push(bytes));
		this.#expireLater();
	}

	#expireLater(): void {
		const {patience} = this.#decoder;
		const reads = this.#reads;
		if (patience !== undefined) {
			this.#timing.after(patience, () => {
				if (reads === this.#reads) {
					this.#tell(this.#decoder.expire());
					this.#expireLater();
				}
			});
		}
	}

	#tell(tokens: readonly Token[]): void {
		const texts = tokens.flatMap(token => token.kind === 'text' ? [token.character] : []);
		const isEcho = this.#timing.now() - this.#pastedAt < pasteEcho;
		if (texts.length > 0 && (isEcho || isPasted(texts))) {
			this.#pastedAt = this.#timing.now();
			this.#listener.onPaste(texts.join(''));
			this.#tellAll(tokens.filter(token => token.kind === 'key' && token.key === 'ctrl-c'));
		} else {
			this.#tellAll(tokens);
		}
	}

	#tellAll(tokens: readonly Token[]): void {
		for (const token of tokens) {
			if (token.kind === 'paste') {
				this.#listener.onPaste(token.text);
			} else {
				this.#listener.onKey(token.key);
			}
		}
	}
}

/** Whether so many characters at once are no keys. One that is held may come as often as it likes. */
function isPasted(texts: readonly string[]): boolean {
	return texts.length >= fewestPasted && texts.some(text => text !== texts[0]);
}
