import type {Group} from '../declaration.js';
import {flagOf, type Schema} from '../schema.js';
import {optionDeclarations, optionNames} from './output-options.js';

/** One flag of the command line, whatever it stands for. */
export type Flag = {
	/** In camelCase, as in a configuration file. */
	readonly name: string;

	/** With its dashes: `--batch-size`. */
	readonly flag: string;
	readonly short: string | undefined;

	/** What stands for its value; empty where it has none. */
	readonly placeholder: string;
	readonly help: string;

	/** Nothing for the flags that are no settings. */
	readonly group: Group | undefined;
};

/** Every flag that there is, in the order of the help. */
export function flagsOf({entries}: Schema): readonly Flag[] {
	return [
		...[...entries.values()].map(({name, type: {placeholder}, help, group}) => ({
			name, flag: flagOf(name), short: undefined, placeholder, help, group,
		})),
		...optionNames.map(name => {
			const {placeholder = '', short, help} = optionDeclarations[name];
			return {
				name, flag: flagOf(name), short, placeholder, help, group: undefined,
			};
		}),
	];
}
