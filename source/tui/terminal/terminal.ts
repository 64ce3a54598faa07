import fs from 'node:fs';
import process from 'node:process';
import tty from 'node:tty';
import {hasUnicode} from '../../text/charset.js';
import {UsageError} from '../../domain/errors.js';
import {describeError} from '../../text/system-error.js';
import {colourDepthOf, type ColourDepth} from './colour-depth.js';
import type {Size} from './frame.js';
import {openOutput, outputOf, type Output} from './output.js';

/** The keyboard and the screen, wherever stdin and stdout lead to. */
export type Terminal = {
	readonly keyboard: tty.ReadStream;
	readonly output: Output;
	readonly colourDepth: ColourDepth;

	/** Whether more than ASCII can be drawn. */
	readonly hasUnicode: boolean;
	size(): Size;

	/** The size that the terminal itself says, if it says one. */
	measured(): Size | undefined;

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
			? {output: openScreenOutput('/dev/fd/1', 1, closers), measure: measureOfStdout}
			: {output: openScreenOutput('/dev/tty', undefined, closers), measure: openMeasure(closers)};

		return {
			keyboard,
			output,
			colourDepth: colourDepthOf(process.env, measure.stream().getColorDepth()),
			hasUnicode: hasUnicode(process.env),
			size: () => sizeOf(measure.stream()) ?? usualSize,
			measured: () => sizeOf(measure.stream()),
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

function openKeyboard(closers: Array<() => void>): tty.ReadStream {
	const keyboard = new tty.ReadStream(fs.openSync('/dev/tty', 'r'));
	closers.push(() => {
		keyboard.destroy();
	});
	return keyboard;
}

/** Opens the terminal once more, or takes the descriptor in its place. */
function openScreenOutput(path: string, fallback: number | undefined, closers: Array<() => void>): Output {
	try {
		return openOutput(path, fd => {
			closers.push(() => {
				fs.closeSync(fd);
			});
		});
	} catch (error) {
		if (fallback === undefined) {
			throw error;
		}

		return outputOf(fallback);
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

/** What is drawn for where a size is not known any more. */
const usualSize: Size = {columns: 80, rows: 24};

function sizeOf(stream: tty.WriteStream): Size | undefined {
	try {
		const [columns, rows] = stream.getWindowSize();
		if (columns > 0 && rows > 0) {
			return {columns, rows};
		}
	} catch {
		// The terminal is gone; the next write to it reports that.
	}

	return undefined;
}
