/** How the program shows what it does, and what is done to it: flags that are no settings, because they say nothing about the pipeline. */
export type OutputOptions = {
	/** Text lines instead of the screen. */
	readonly plain: boolean;

	/** Snapshots as JSON lines instead of the screen. */
	readonly json: boolean;

	/** Every flush as well. */
	readonly verbose: boolean;

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
