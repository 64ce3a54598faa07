import fs from 'node:fs';
import process from 'node:process';
import tty from 'node:tty';
import {hasUnicode} from '../../text/charset.js';
import {UsageError} from '../../domain/errors.js';
import {describeError, errorCode} from '../../text/system-error.js';
import {colourDepthOf, type ColourDepth} from './colour-depth.js';
import type {Size} from './frame.js';

/** Where the screen is drawn. */
export type Output = {
	/** Writes without waiting. Returns how many bytes were taken, 0 where the terminal is busy. Throws where it is gone. */
	write(data: Uint8Array): number;

	/** Writes all, waiting half a second at most, and never throws: the terminal is restored on the way out, where no caller could handle an error. */
	writeAll(data: Uint8Array): void;
};

/** The keyboard and the screen, wherever stdin and stdout lead to. */
export type Terminal = {
	readonly keyboard: tty.ReadStream;
	readonly output: Output;
	readonly colourDepth: ColourDepth;

	/** Whether more than ASCII can be drawn. */
	readonly hasUnicode: boolean;
	size(): Size;

	/** Calls the listener after each change of the size. Returns a function that removes the listener. */
	onResize(listener: () => void): () => void;

	/** Closes what was opened. */
	close(): void;
};

/**
Finds the terminal: stdin and stdout where they are one, else `/dev/tty`, so that records can be piped in and out.

@throws {UsageError} where there is none.
*/
export function openTerminal(): Terminal {
	const closers: Array<() => void> = [];
	try {
		const keyboard = process.stdin.isTTY ? process.stdin : openKeyboard(closers);
		const {output, measure} = process.stdout.isTTY
			? {output: openOutput('/dev/fd/1', 1, closers), measure: measureOfStdout}
			: {output: openOutput('/dev/tty', undefined, closers), measure: openMeasure(closers)};

		return {
			keyboard,
			output,
			colourDepth: colourDepthOf(process.env, measure.stream().getColorDepth()),
			hasUnicode: hasUnicode(process.env),
			size: () => sizeOf(measure.stream()),
			onResize(listener) {
				const look = () => {
					measure.renew();
					listener();
				};

				process.on('SIGWINCH', look);
				return () => {
					process.off('SIGWINCH', look);
				};
			},
			close() {
				for (const close of closers) {
					close();
				}
			},
		};
	} catch (error) {
		for (const close of closers) {
			close();
		}

		throw new UsageError(`the screen needs a terminal, and there is none: ${describeError(error)}`, 'use --plain or --json');
	}
}

function createOutput(fd: number): Output {
	const write = (data: Uint8Array) => {
		try {
			return data.length === 0 ? 0 : fs.writeSync(fd, data);
		} catch (error) {
			if (isBusy(error)) {
				return 0;
			}

			throw error;
		}
	};

	return {
		write,
		writeAll(data) {
			let rest = data;
			for (let attempt = 0; attempt < 50 && rest.length > 0; attempt++) {
				try {
					rest = rest.subarray(write(rest));
				} catch {
					return;
				}

				if (rest.length > 0) {
					Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
				}
			}
		},
	};
}

function openKeyboard(closers: Array<() => void>): tty.ReadStream {
	const keyboard = new tty.ReadStream(fs.openSync('/dev/tty', 'r'));
	closers.push(() => {
		keyboard.destroy();
	});
	return keyboard;
}

/** Opens the terminal once more, without blocking: a stalled terminal must not hold up the handlers of signals. A shared descriptor would make other programs' writes non-blocking, too. */
function openOutput(path: string, fallback: number | undefined, closers: Array<() => void>): Output {
	try {
		const fd = fs.openSync(path, fs.constants.O_WRONLY + fs.constants.O_NONBLOCK + fs.constants.O_NOCTTY);
		closers.push(() => {
			fs.closeSync(fd);
		});
		return createOutput(fd);
	} catch (error) {
		if (fallback === undefined) {
			throw error;
		}

		return createOutput(fallback);
	}
}

/** Knows the size of a terminal. A stream reads the size only when it is opened; Node keeps that of stdout alone up to date. */
type Measure = {
	readonly stream: () => tty.WriteStream;

	/** Looks at the size again. */
	readonly renew: () => void;
};

const measureOfStdout: Measure = {
	stream: () => process.stdout,
	renew: () => undefined,
};

function openMeasure(closers: Array<() => void>): Measure {
	const open = () => new tty.WriteStream(fs.openSync('/dev/tty', 'w'));
	let stream = open();
	closers.push(() => {
		stream.destroy();
	});
	return {
		stream: () => stream,
		renew() {
			try {
				const renewed = open();
				stream.destroy();
				stream = renewed;
			} catch {
				// The terminal is gone; the next write to it reports that.
			}
		},
	};
}

function sizeOf(stream: tty.WriteStream): Size {
	try {
		const [columns, rows] = stream.getWindowSize();
		if (columns > 0 && rows > 0) {
			return {columns, rows};
		}
	} catch {
		// The terminal is gone; the next write to it reports that.
	}

	return {columns: 80, rows: 24};
}

function isBusy(error: unknown): boolean {
	const code = errorCode(error);
	return code === 'EAGAIN' || code === 'EINTR';
}
