import process from 'node:process';
import tty from 'node:tty';
import {inAscii} from '../text/ascii.js';
import {hasUnicode} from '../text/charset.js';
import {openOutput} from '../tui/terminal/output.js';
import {PatientOutput} from './patient-output.js';

/** Where a terminal takes stderr; Node's own stream would wait for one that stands still, and the whole program with it. It is opened by the first text. */
let terminal: PatientOutput | 'none' | undefined;

/** What writes to stderr: in ASCII where that is asked for, or nothing else can be shown. */
export function stderrWriter(ascii = !hasUnicode(process.env)): (text: string) => void {
	return text => {
		writeToStderr(ascii ? inAscii(text) : text);
	};
}

/** Resolves once all is written. */
export async function flushStderr(): Promise<void> {
	await (terminal instanceof PatientOutput ? terminal.flush() : flushStream(process.stderr));
}

/** Writes what is left, for the handlers of the exit. */
export function flushStderrAtOnce(): void {
	if (terminal instanceof PatientOutput) {
		terminal.flushAtOnce();
	}
}

/** Resolves once all is written to a stream of Node, or it is closed. */
export async function flushStream(stream: NodeJS.WriteStream): Promise<void> {
	if (stream.writableLength > 0 && !stream.destroyed) {
		await new Promise<void>(resolve => {
			stream.write('', () => {
				resolve();
			});
		});
	}
}

function writeToStderr(text: string): void {
	terminal ??= openTerminal();
	if (terminal === 'none') {
		process.stderr.write(text);
	} else {
		terminal.write(text);
	}
}

function openTerminal(): PatientOutput | 'none' {
	try {
		return tty.isatty(2) ? new PatientOutput(openOutput('/dev/fd/2')) : 'none';
	} catch {
		return 'none';
	}
}
