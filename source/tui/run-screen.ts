import process from 'node:process';
import type {ScreenOptions} from './screen-options.js';
import type {ColourDepth} from './terminal/colour-depth.js';

/**
Shows a running engine and takes the user's keys until it has stopped. Resolves once that is so and the terminal is as it was before; whoever started the engine learns from its `stopped` how it ended.

Rejects where the screen itself breaks; the terminal is restored then, too. Ink is loaded only here: nothing else needs its 100 ms.
*/
export async function runScreen(options: ScreenOptions): Promise<void> {
	const {showScreen} = await withColours(options.terminal.colourDepth, async () => import('./show-screen.js'));
	await showScreen({...options, isForScreenReader: wantsScreenReader(options.isForScreenReader)});
}

/** Whether the screen is said in lines of text: as asked for or, as with other programs that use Ink, as the environment has it. */
export function wantsScreenReader(isAskedFor = process.env.INK_SCREEN_READER === 'true'): boolean {
	return isAskedFor;
}

/** Chalk, inside Ink, looks once at stdout, which may be a pipe, and at this variable. It knows no NO_COLOR. */
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
