/** How the screen is coloured: for a dark background, for a white one, or with high contrast on black. */
export const themeNames = ['dark', 'light', 'contrast'] as const;

export type ThemeName = (typeof themeNames)[number];

export function isThemeName(name: string): name is ThemeName {
	const known: readonly string[] = themeNames;
	return known.includes(name);
}

/** How the program shows what it does, and what is done to it: flags that are no settings, because they say nothing about the pipeline. */
export type OutputOptions = {
	/** Text lines instead of the screen. */
	readonly plain: boolean;

	/** Snapshots as JSON lines instead of the screen. */
	readonly json: boolean;

	/** Every flush as well. */
	readonly verbose: boolean;

	/** The theme that the screen begins with. */
	readonly theme: ThemeName;

	/** Whether nothing but ASCII is drawn; `undefined` leaves that to the terminal. */
	readonly ascii: boolean | undefined;

	/** Whether the screen is said in lines of text; `undefined` leaves that to the environment. */
	readonly screenReader: boolean | undefined;

	/** Where the final report goes: a file, or `-` for stdout. */
	readonly report: string | undefined;

	/** The file that the user's actions go to. */
	readonly record: string | undefined;

	/** The file that actions come from. */
	readonly replay: string | undefined;

	/** Stack traces with errors. */
	readonly debug: boolean;
};

export type OptionName = keyof OutputOptions | 'config' | 'help' | 'version';

export type OptionDeclaration = {
	/** What stands for the value; absent where there is none. */
	readonly placeholder?: string;
	readonly short?: string;
	readonly help: string;
};

export const optionDeclarations: Readonly<Record<OptionName, OptionDeclaration>> = {
	plain: {help: 'no screen: text on stderr, a line a second'},
	json: {help: 'no screen: snapshots as JSON on stderr, a line a second'},
	verbose: {help: 'with --plain or --json: every flush as well'},
	theme: {placeholder: '<theme>', help: 'colours of the screen: dark, light (for a white background) or contrast (high, on black) [dark]'},
	ascii: {help: 'draw with ASCII only; on by itself where the locale is not UTF-8 (--no-ascii)'},
	screenReader: {help: 'no screen but sentences, for a screen reader; keys work; also INK_SCREEN_READER=true'},
	report: {placeholder: '<file|->', help: 'write the final report as JSON to a file, or - for stdout'},
	record: {placeholder: '<file>', help: 'keep what you do while it runs, for --replay'},
	replay: {placeholder: '<file>', help: 'do again what --record has kept, at the same times since the start; the keys still work'},
	config: {placeholder: '<file>', help: 'read settings from a YAML file; flags have precedence'},
	debug: {help: 'show stack traces'},
	help: {short: 'h', help: 'show this help'},
	version: {help: 'show the version'},
};

export function isOptionName(name: string): name is OptionName {
	return Object.hasOwn(optionDeclarations, name);
}

export const optionNames: readonly OptionName[] = Object.keys(optionDeclarations).filter(name => isOptionName(name));
