import {Buffer} from 'node:buffer';
import {streamFor, type TerminalScreen, type TerminalScreenOptions} from './terminal-screen.js';

/** Milliseconds until a terminal that took nothing is tried again. */
const patience = 50;

/** Bytes that are kept for a terminal that takes nothing; what is said later is lost. */
const longest = 65_536;

/** Characters of what was said last that a snapshot keeps. */
const remembered = 4000;

/** Writes for a screen reader, in the screen's place: text that is only ever added to, on the terminal's normal buffer. */
export function createScreenReaderOutput({output, size, timing, translate = text => text, onLost}: TerminalScreenOptions): TerminalScreen {
	let isOpen = false;
	let isWaiting = false;
	let unwritten: Uint8Array = Buffer.alloc(0);
	let said = '';

	const flush = () => {
		isWaiting = false;
		if (!isOpen) {
			return;
		}

		try {
			unwritten = unwritten.subarray(output.write(unwritten));
		} catch (error) {
			isOpen = false;
			onLost?.(error);
			return;
		}

		if (unwritten.length > 0) {
			isWaiting = true;
			timing.after(patience, flush);
		}
	};

	return {
		stream: streamFor(size, text => {
			said = (said + text).slice(-remembered);
			if (unwritten.length < longest) {
				unwritten = Buffer.concat([unwritten, Buffer.from(translate(text))]);
			}

			if (!isWaiting) {
				flush();
			}
		}, () => isOpen),
		open() {
			isOpen = true;
			flush();
		},
		resize() {
			// The terminal breaks lines by itself.
		},
		text: () => translate(said).trim(),
		restore() {
			if (isOpen) {
				output.writeAll(unwritten);
			}

			isOpen = false;
			unwritten = Buffer.alloc(0);
		},
	};
}
