import process from 'node:process';
import {openTerminal, type Terminal} from '../tui/terminal/terminal.js';
import {whyUnfit} from '../tui/terminal/unfit-terminal.js';

/** A terminal for the screen, or why there is none; with neither, none can be opened. */
export type FoundTerminal = {readonly terminal?: Terminal; readonly why?: string};

/** Finds the terminal of the screen: stdout, or the terminal beside records that are piped through. Whether it can have a screen is judged here alone. */
export function findTerminal(isSpoken: boolean): FoundTerminal {
	let terminal;
	try {
		terminal = openTerminal();
	} catch {
		return {};
	}

	const why = whyUnfit({
		environment: process.env, size: terminal.measured(), isSpoken, platform: process.platform,
	});
	if (why === undefined) {
		return {terminal};
	}

	terminal.close();
	return {why};
}
