import process from 'node:process';
import type {ScreenEnd, ScreenOptions} from './screen-options.js';
import type {ColourDepth} from './terminal/colour-depth.js';

/**
Shows a running engine and takes the user's keys until the engine has stopped or the program is in the background. Resolves then, once the terminal is as it was before. How the engine ended, its own `stopped` says.

Rejects where the screen itself breaks; the terminal is restored then, too. Ink is loaded only here, because loading it takes 100 ms.
*/
export async function runScreen(options: ScreenOptions): Promise<ScreenEnd> {
	const {showScreen} = await withSuitableVariables(options.terminal.colourDepth, async () => import('./show-screen.js'));
	return showScreen({...options, isForScreenReader: wantsScreenReader(options.isForScreenReader)});
}

/** Whether the screen is said in lines of text. Where the user has not asked, the variable decides that other programs with Ink use as well. */
export function wantsScreenReader(isAskedFor = process.env.INK_SCREEN_READER === 'true'): boolean {
	return isAskedFor;
}

/** Loads Ink with what it looks at once, when it is loaded. Chalk, inside of it, looks at stdout and at FORCE_COLOR: stdout may be a pipe, and Chalk does not know NO_COLOR, so FORCE_COLOR says it all. For a developer's DEV=true Ink would load tools that are not installed. */
async function withSuitableVariables<Module>(depth: ColourDepth, load: () => Promise<Module>): Promise<Module> {
	const {FORCE_COLOR: colour, DEV: development} = process.env;
	setVariable('FORCE_COLOR', String([1, 4, 8, 24].indexOf(depth)));
	setVariable('DEV', undefined);
	try {
		return await load();
	} finally {
		setVariable('FORCE_COLOR', colour);
		setVariable('DEV', development);
	}
}

function setVariable(name: 'FORCE_COLOR' | 'DEV', value: string | undefined): void {
	if (value === undefined) {
		Reflect.deleteProperty(process.env, name);
	} else {
		process.env[name] = value;
	}
}
