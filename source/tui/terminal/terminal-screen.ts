import {Buffer} from 'node:buffer';
import {stripVTControlCharacters} from 'node:util';
import {InternalError} from '../../domain/errors.js';
import {
	enterScreen, frameUpdate, leaveScreen, type Size,
} from './frame.js';
import {createLinePlacer} from './line-placeholders.js';
import type {Output} from './terminal.js';
import type {Timing} from './timing.js';

/** Our stand-in for stdout: takes whole frames from Ink and shows the newest, as fast as the terminal takes it and not faster than the eye needs it. */
export type TerminalScreen = {
	/** What Ink writes to. */
	readonly stream: NodeJS.WriteStream;

	/** Takes the terminal over, or back after `restore`, and shows the newest frame. */
	open(): void;

	/** To be called on each change of the size: the next frame clears the screen once. */
	resize(): void;

	/** Gives the terminal back as it was. Synchronous, for handlers of signals and errors; more than once does no harm. */
	restore(): void;

	/** The newest frame without colours. */
	text(): string;
};

/** What a screen is drawn on, and how. */
export type TerminalScreenOptions = {
	readonly output: Output;
	readonly size: () => Size;
	readonly timing: Timing;

	/** Least milliseconds between two frames. */
	readonly interval?: number;

	/** Applied to each frame that is drawn; changes no widths. */
	readonly translate?: ((frame: string) => string) | undefined;

	/** Called once, when the terminal is gone. */
	readonly onLost?: (error: unknown) => void;
};

/** How long a terminal that takes nothing is left alone, in milliseconds. */
const patience = 10;

/** The screen on the terminal's alternate buffer, of which only what changes is written. */
export function createTerminalScreen({output, size, timing, interval = 30, translate = frame => frame, onLost}: TerminalScreenOptions): TerminalScreen {
	let isOpen = false;
	let newest: string | undefined;
	let isDrawn = true;
	let shown: readonly string[] | undefined;
	let unwritten: Uint8Array = Buffer.alloc(0);
	let drawnAt = Number.NEGATIVE_INFINITY;
	let isWaiting = false;

	const lose = (error: unknown) => {
		isOpen = false;
		onLost?.(error);
	};

	const wake = (delay: number) => {
		if (isWaiting) {
			return;
		}

		isWaiting = true;
		timing.after(delay, () => {
			isWaiting = false;
			proceed();
		});
	};

	/** Writes what the terminal takes; a frame that it has begun is finished before the next. */
	const flush = (): boolean => {
		try {
			unwritten = unwritten.subarray(output.write(unwritten));
		} catch (error) {
			lose(error);
			return false;
		}

		if (unwritten.length > 0) {
			wake(patience);
			return false;
		}

		return true;
	};

	const proceed = () => {
		if (!isOpen || !flush() || isDrawn || newest === undefined) {
			return;
		}

		const wait = drawnAt + interval - timing.now();
		if (wait > 0) {
			wake(wait);
			return;
		}

		const frame = translate(newest).split('\n');
		unwritten = Buffer.from(frameUpdate(shown, frame, size()));
		shown = frame;
		isDrawn = true;
		drawnAt = timing.now();
		flush();
	};

	return {
		stream: streamFor(size, frame => {
			newest = frame;
			isDrawn = false;
			proceed();
		}, () => isOpen),
		open() {
			isOpen = true;
			unwritten = Buffer.from(enterScreen);
			shown = undefined;
			isDrawn = false;
			proceed();
		},
		resize() {
			shown = undefined;
			isDrawn = false;
		},
		restore() {
			if (!isOpen) {
				return;
			}

			isOpen = false;
			output.writeAll(Buffer.from(leaveScreen));
		},
		text: () => stripVTControlCharacters(newest ?? ''),
	};
}

/** The part of a stream that Ink uses. It is no terminal to Ink, which would else write more to it than frames; sizes come in through the state. */
export function streamFor(size: () => Size, show: (frame: string) => void, isOpen: () => boolean): NodeJS.WriteStream {
	const place = createLinePlacer();
	const stream = {
		writable: true,
		get columns() {
			return size().columns;
		},
		get rows() {
			return size().rows;
		},
		write(frame: string) {
			const placed = place(frame);
			if (isOpen()) {
				show(placed);
			}

			return true;
		},
		on: () => stream,
		off: () => stream,
	};
	assertStream(stream);
	return stream;
}

/** The type asks for a whole stream, of which Ink uses these few things. */
function assertStream(value: unknown): asserts value is NodeJS.WriteStream {
	if (typeof value !== 'object' || value === null || !('write' in value)) {
		throw new InternalError('a stream needs write');
	}
}
