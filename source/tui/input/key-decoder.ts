import {Buffer} from 'node:buffer';
import {characterKey, sequenceKey} from './key-names.js';
import {begun, broken, whole} from './sequences.js';

/** A piece of a terminal's input. */
export type Token
	/** A key that types nothing. */
	= | {readonly kind: 'key'; readonly key: string}

	/** A key that types a character. */
		| {readonly kind: 'text'; readonly key: string; readonly character: string}

	/** Text that the terminal has marked as pasted. */
		| {readonly kind: 'paste'; readonly text: string};

/** Milliseconds. A link may cut a sequence anywhere, so an escape waits for what may belong to it; a lone one still acts within a third of a second. */
export const escapePatience = 150;

/** Milliseconds that the rest of a sequence may keep waiting. */
export const sequencePatience = 1000;

/** Milliseconds that a paste may pause before it is taken for ended. */
const pastePatience = 2000;

/** Bytes. No answer and no paste is held beyond it. */
const mostHeld = 1_048_576;

const escape = '\u001B';
const interrupt = '\u0003';
const lastingControls: ReadonlySet<string> = new Set(['\r', '\n', '\t']);

/** Takes a terminal's input apart, however it is cut. Answers of the terminal to queries, reports of the mouse and unknown sequences give no token. */
export class KeyDecoder {
	/** One character a byte. */
	#held = '';

	/** Whether an escape has acted for which a rest may still come. */
	#isAfterEscape = false;

	/** Whether what is held is a character that may be such a rest. */
	#isLate = false;

	/** Milliseconds without input after which `expire` is to be called; `undefined` where it need not be. */
	get patience(): number | undefined {
		if (this.#held === '') {
			return this.#isAfterEscape ? sequencePatience : undefined;
		}

		if (this.#isLate || begun.escape.test(this.#held)) {
			return escapePatience;
		}

		return begun.paste.test(this.#held) ? pastePatience : sequencePatience;
	}

	push(bytes: Uint8Array): readonly Token[] {
		const input = Buffer.from(bytes).toString('latin1');
		if (input === interrupt && begun.paste.test(this.#held)) {
			// The end of the paste has got lost, and the user wants out.
			this.#held = '';
		}

		this.#held += this.#isAfterEscape ? this.#lateRest(input) : input;
		this.#isAfterEscape = false;
		if (this.#held.length > 2) {
			this.#isLate = false;
		}

		const tokens: Token[] = [];
		while (this.#held !== '' && !this.#isLate && !this.#mustWait()) {
			tokens.push(...this.#next());
		}

		return tokens;
	}

	/** Nothing has come for a while: what is held is all there is. */
	expire(): readonly Token[] {
		const held = this.#held;
		const isLate = this.#isLate;
		this.#held = '';
		this.#isLate = false;
		this.#isAfterEscape = begun.escape.test(held);
		if (isLate) {
			return textOf(held.slice(1));
		}

		if (this.#isAfterEscape || begun.introducer.test(held)) {
			// Alt means nothing here, but an escape must never be lost: the user wants to cancel.
			return [{kind: 'key', key: 'escape'}];
		}

		const pasted = begun.paste.exec(held)?.[1];
		return pasted === undefined ? [] : [pasteOf(pasted)];
	}

	/** What comes behind an escape that has acted, in one piece and as the rest of a sequence, is the rest of a slow one. A single character may be its first. */
	#lateRest(input: string): string {
		this.#isLate = input === '[' || input === 'O';
		return this.#isLate || (input.length > 1 && begun.introducer.test(escape + input.slice(0, 1))) ? escape + input : input;
	}

	#mustWait(): boolean {
		const held = this.#held;
		if (held.length > mostHeld) {
			return false;
		}

		const isPaste = begun.paste.test(held);
		return isPaste ? !whole.paste.test(held) : begun.escape.test(held) || begun.rest.test(held);
	}

	/** Takes the first piece of what is held. */
	#next(): readonly Token[] {
		const held = this.#held;
		const [name, match] = first(held);
		this.#held = held.slice(match.length);
		switch (name) {
			case 'paste': {
				return [pasteOf(whole.paste.exec(match)?.[1] ?? '')];
			}

			case 'control':
			case 'shift': {
				const key = sequenceKey(whole[name].exec(match)?.[1] ?? '');
				return key === undefined ? [] : [{kind: 'key', key}];
			}

			case 'alt': {
				return [{kind: 'key', key: 'escape'}];
			}

			case 'character': {
				return textOf(match);
			}

			default: {
				return [];
			}
		}
	}
}

type Piece = keyof typeof whole | 'broken';

const pieces = ['paste', 'control', 'shift', 'string', 'alt', 'character'] as const;

function first(held: string): readonly [Piece, string] {
	for (const name of pieces) {
		const match = whole[name].exec(held)?.[0];
		if (match !== undefined) {
			return [name, match];
		}
	}

	return ['broken', broken.exec(held)?.[0] ?? held];
}

function textOf(bytes: string): readonly Token[] {
	const character = decoded(bytes);
	const key = characterKey(character);
	if (key === undefined) {
		return [];
	}

	return [(character >= ' ' && character !== '\u007F') || lastingControls.has(character) ? {kind: 'text', key, character} : {kind: 'key', key}];
}

function pasteOf(bytes: string): Token {
	return {kind: 'paste', text: decoded(bytes)};
}

function decoded(bytes: string): string {
	return Buffer.from(bytes, 'latin1').toString();
}
