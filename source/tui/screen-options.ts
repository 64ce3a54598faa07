import type {Engine} from '../contract/engine.js';
import type {Schema} from '../settings/schema.js';
import type {ThemeName} from '../settings/cli/output-options.js';
import type {Terminal} from './terminal/terminal.js';

/** Why a screen has ended: the engine has stopped, or the program goes on in the background. */
export type ScreenEnd = 'stopped' | 'background';

/** What is shown, where, and how it looks. */
export type ScreenOptions = {
	readonly engine: Engine;

	/** Which settings there are. */
	readonly schema: Schema;
	readonly terminal: Terminal;

	/** The theme that it begins with: dark, if nothing else is said. */
	readonly theme?: ThemeName;

	/** Whether nothing but ASCII is drawn; else that depends on the terminal. */
	readonly isAscii?: boolean | undefined;

	/** Whether it is said in lines of text; else that depends on the environment. */
	readonly isForScreenReader?: boolean | undefined;
};
