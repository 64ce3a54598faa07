import process from 'node:process';
import {isInForeground} from './foreground.js';
import type {TerminalScreen} from './terminal-screen.js';

/** The program's part in job control, until it is closed. */
export type Suspension = {
	/** Gives the terminal back and stops the program, as Ctrl-Z in a shell does. */
	readonly suspend: () => void;
	readonly close: () => void;
};

/** Milliseconds: longer than the kernel takes to stop the program, shorter than a person notices. */
const settlingTime = 50;

/**
Lets the program be stopped and continued by job control, and makes the screen come back after it.

@param onBackground The program goes on in the background (`bg`), where it may neither draw nor read keys: the screen stays away.
*/
export function handleSuspension(screen: TerminalScreen, keyboard: NodeJS.ReadStream, onBackground: () => void): Suspension {
	let isClosed = false;
	const resume = () => {
		if (isClosed) {
			return;
		}

		if (!isInForeground()) {
			screen.restore();
			onBackground();
			return;
		}

		// The shell has changed the terminal's mode behind the stream's back. Switching raw mode off and on sets it again.
		keyboard.setRawMode(false);
		keyboard.setRawMode(true);
		screen.open();

		// The kernel told only the shell of a change of the size in the meantime.
		process.kill(process.pid, 'SIGWINCH');
	};

	const suspend = () => {
		screen.restore();
		keyboard.setRawMode(false);
		process.off('SIGTSTP', suspend);

		// The signal goes to the whole process group, so that all of `tail -f log | millrace` stops.
		process.kill(0, 'SIGTSTP');

		// Without a shell that could continue the program, the kernel ignores the signal. The screen then has to come back by itself.
		setTimeout(() => {
			if (!isClosed) {
				process.on('SIGTSTP', suspend);
				resume();
			}
		}, settlingTime);
	};

	process.on('SIGCONT', resume);
	process.on('SIGTSTP', suspend);
	return {
		suspend,
		close() {
			isClosed = true;
			process.off('SIGCONT', resume);
			process.off('SIGTSTP', suspend);
		},
	};
}
