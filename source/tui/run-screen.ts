import process from 'node:process';
import type {ScreenEnd, ScreenOptions} from './screen-options.js';
import type {ColourDepth} from './terminal/colour-depth.js';

/**
Shows a running engine and takes the user's keys until the engine has stopped or the program is in the background. Resolves then, once the terminal is as it was before. How the engine ended, its own `stopped` says.

Rejects where the screen itself breaks; the terminal is restored then, too. Ink is loaded only here, because loading it takes 100 ms.
*/
export async function runScreen(options: ScreenOptions): Promise<ScreenEnd> {
	const {showScreen} = await withColours(options.terminal.colourDepth, async () => import('./show-screen.js'));
	return showScreen({...options, isForScreenReader: wantsScreenReader(options.isForScreenReader)});
}

/** Whether the screen is said in lines of text. Where the user has not asked, the variable decides that other programs with Ink use as well. */
export function wantsScreenReader(isAskedFor = process.env.INK_SCREEN_READER === 'true'): boolean {
	return isAskedFor;
}

/** Loads a module with a depth of colour. Chalk, inside Ink, looks once at stdout and at FORCE_COLOR. Stdout may be a pipe, and Chalk does not know NO_COLOR, so FORCE_COLOR says it all. */
async function withColours<Module>(depth: ColourDepth, load: () => Promise<Module>): Promise<Module> {
	const before = process.env.FORCE_COLOR;
	process.env.FORCE_COLOR = chalkLevel(depth);
	try {
		return await load();
	} finally {
		if (before === undefined) {
			delete process.env.FORCE_COLOR;
		} else {
			process.env.FORCE_COLOR = before;
		}
	}
}

function chalkLevel(depth: ColourDepth): string {
	return String([1, 4, 8, 24].indexOf(depth));
}
